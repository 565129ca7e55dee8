import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isObject } from '../../shared';
import { tidy } from '../tidy';

export type CallbackEvent = 'api_customer_to_task' | 'call' | 'del_number' | 'import_number';

/**
 * The documented callbacks; the last three are the values of `type` in them.
 * https://docs.longlonglong.cn/api/回调/呼入成功回调数据.html
 * https://help.telrobot.top/APIwd/AIkhll/ht/saaspttjhschmht.html
 * https://docs.longlonglong.cn/api/回调/接口客户公海导入任务回调.html
 */
export const EVENTS: Array<INodePropertyOptions & { value: CallbackEvent }> = [
	{ name: 'Call', value: 'call', description: 'A call has ended' },
	{
		name: 'CRM Import Into Task Finished',
		value: 'api_customer_to_task',
		description: 'Customers of the CRM pool were added to a task (api_customer_to_task)',
	},
	{
		name: 'Numbers Added',
		value: 'import_number',
		description: 'Numbers were added to a task in the console (import_number)',
	},
	{
		name: 'Numbers Removed',
		value: 'del_number',
		description: 'Numbers were removed from a task in the console (del_number)',
	},
];

export interface Callback {
	event: CallbackEvent;
	record: IDataObject;
}

const isCall = (value: unknown): boolean => isObject(value) && 'callid' in value;

function callsIn(body: IDataObject): IDataObject[] {
	if (isCall(body)) return [body];
	const data: unknown[] = Array.isArray(body.data) ? body.data : [body.data];
	return data.filter(isObject).filter(isCall);
}

/**
 * Callbacks of a push: calls come as `{count, data: [...]}`, news about numbers as `{type, mode, data}`. Undefined when
 * there is none.
 */
export function readCallbacks(body: unknown): Callback[] | undefined {
	if (Array.isArray(body)) {
		const all = body.flatMap((entry) => (isObject(entry) ? (readCallbacks(entry) ?? []) : []));
		return all.length > 0 ? all : undefined;
	}
	if (!isObject(body)) return undefined;
	const event = EVENTS.find(({ value }) => value !== 'call' && value === body.type)?.value;
	if (event) return [{ event, record: body }];
	const calls = callsIn(body).map((record): Callback => ({ event: 'call', record }));
	return calls.length > 0 ? calls : undefined;
}

const dataOf = ({ data }: IDataObject): IDataObject => (isObject(data) ? data : {});

/** A call by its ID and state; a batch by its ID, and by the number where each comes by itself. */
export function callbackKey({ event, record }: Callback): string {
	const id = event === 'call' ? record.callid : record.unique_id;
	const known = id !== undefined && id !== null && id !== '';
	const part = event === 'call' ? record.status : dataOf(record).number;
	return JSON.stringify([event, known ? String(id) : record, part ?? '']);
}

/** Where the numbers of a batch can be fetched; undefined when they are in the callback. */
export function numbersLink({ event, record }: Callback): string | undefined {
	const { url } = dataOf(record);
	return event !== 'call' && typeof url === 'string' && url !== '' ? url : undefined;
}

/** The numbers a link gives: `{"numbers": [...]}`, in some answers inside `data`. */
export function numbersIn(answer: unknown): string[] | undefined {
	if (!isObject(answer)) return undefined;
	const numbers = answer.numbers ?? dataOf(answer).numbers;
	return Array.isArray(numbers) ? numbers.map(String) : undefined;
}

/** A callback as it comes out: the vendor's names, with the event, and the number of a single one as a list too. */
export function callbackItem({ event, record }: Callback): IDataObject {
	const { number } = dataOf(record);
	const single = event !== 'call' && number !== undefined && number !== null;
	return { event, ...tidy(record), ...(single && { numbers: [String(number)] }) };
}
