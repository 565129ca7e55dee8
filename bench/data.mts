import type { INodeExecutionData } from 'n8n-workflow';

/** What all contenders get: leads to import and call details to read, the same in every run. */

export interface Lead {
	phone: string;
	id: string;
	customerName: string;
	carSeries: string;
	storeAddress: string;
}

/** Names of the variables that an import carries with each number. */
export const VARIABLES = ['customerName', 'carSeries', 'storeAddress'] as const;

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄'];
const CARS = ['SUV', 'Coupé', 'Kombi "L"', 'Van'];

export function lead(index: number): Lead {
	return {
		phone: `1${3 + (index % 7)}${String(index).padStart(9, '0')}`,
		id: `lead-${index}`,
		customerName: `${SURNAMES[index % SURNAMES.length]}先生`,
		carSeries: CARS[index % CARS.length],
		storeAddress: `Hangzhou, Xihu District, Wensan Road ${index % 500}`,
	};
}

export function leadItems(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => ({ json: { ...lead(index) } }));
}

/** An entry of `PhoneNumberList`, as every contender writes it. */
export function numberEntry({ phone, id, ...variables }: Lead) {
	return { calleeNumber: phone, outId: id, ...variables };
}

/** Details in one list: n8n takes no more rows for an input item, so that more are read as several lists. */
export const MOST_DETAILS = 100_000;

const FIRST_DETAIL_ID = 966_212_345_678_000_001n;
const FIRST_CALL = Date.UTC(2026, 2, 2, 1, 0, 0);

/** Ids that no JavaScript number holds exactly, as the vendor's are. */
export const detailId = (index: number): string => String(FIRST_DETAIL_ID + BigInt(index) * 2n);

const TURNS = JSON.stringify([
	{ role: 'assistant', content: '您好，这里是春季续保提醒。', time: FIRST_CALL },
	{ role: 'user', content: '你好，请说 "details"。', time: FIRST_CALL + 4000 },
	{
		role: 'assistant',
		content: 'Your policy ends this month, may I send you an offer?',
		time: FIRST_CALL + 9000,
	},
	{ role: 'user', content: '可以。', time: FIRST_CALL + 15_000 },
]);

/** A row of QueryAiCallDetailPage as the vendor writes it, ids as bare numbers. */
export function detailRow(index: number): string {
	const { phone, id, ...variables } = lead(index);
	const calledAt = FIRST_CALL + index * 1000;
	const answered = index % 20 < 11;
	return `{"DetailId":${detailId(index)},"TaskId":119181071278123456,"BatchId":118312345678901234,${[
		['CalledNumber', phone],
		['OutId', id],
		['EncryptionType', 0],
		['Status', 4],
		['CallResult', answered ? '用户接通' : '无应答'],
		['ImportedTime', FIRST_CALL - 3_600_000],
		['CallingTime', calledAt],
		['ReleaseTime', calledAt + 21_000],
		['MajorIntent', answered ? 'A' : ''],
		['ConversationDuration', answered ? 21 : 0],
		['ConversationTurnCount', answered ? 2 : 0],
		...(answered
			? [
					['ConversationRecord', TURNS],
					['RecordingFilePath', `https://recordings.example/${detailId(index)}.wav?Expires=1893456000`],
				]
			: []),
		['Options', JSON.stringify(variables)],
	]
		.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
		.join(',')}}`;
}

/** A page of call details as the vendor answers it. */
export function detailPage(page: number, size: number, total: number): string {
	const rows: string[] = [];
	const end = Math.min(total, page * size);
	for (let index = (page - 1) * size; index < end; index++) rows.push(detailRow(index));
	return `{"RequestId":"00000000-0000-4000-8000-${String(page).padStart(12, '0')}","Code":"OK","Message":"OK","Success":true,"Data":{"PageNo":${page},"PageSize":${size},"Total":${total},"List":[${rows.join(',')}]}}`;
}
