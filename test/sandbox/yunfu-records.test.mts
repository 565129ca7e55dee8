import { describe, expect, it } from '@jest/globals';
import { outcomeOf, transcriptOf } from '../../sandbox/yunfu/outcomes.mts';
import { createClient, LEGACY, numbers, type Client } from './yunfu-client.mts';

interface Row {
	id: string;
	callid: string;
	number: string;
	status: number;
	intention_results: number | null;
	score: number;
	bill: number;
	duration: number;
	calldate: string;
}

function calledTask(client: Client, count = 60, changes: Record<string, unknown> = {}): string {
	const id = client.createTask({ maximumcall: 10, ...changes });
	for (let i = 0; i < count; i += 100) {
		const data = numbers(Math.min(100, count - i), 13_800_001_000 + i);
		client.call('POST', `${LEGACY}/task/${id}/number`, { ignore_crm: true, data });
	}
	client.clock.advance(7200);
	return id;
}

function rows(client: Client, id: string, query = ''): Row[] {
	return client.call('GET', `${LEGACY}/task/${id}/record?per_page=1000${query}`).data;
}

describe('Yunfu call records', () => {
	it('depends on seed and number alone', () => {
		expect(outcomeOf(1, '13800001000')).toEqual(outcomeOf(1, '13800001000'));
		const answered = Array.from({ length: 2000 }, (_, i) => outcomeOf(1, String(13_800_000_000 + i)));
		const share = answered.filter(({ status }) => status === 1).length / answered.length;
		expect(share).toBeGreaterThan(0.5);
		expect(share).toBeLessThan(0.6);
		const a = createClient();
		const b = createClient();
		const pick = ({ number, status, intention_results }: Row): unknown => [number, status, intention_results];
		expect(rows(a, calledTask(a)).map(pick)).toEqual(rows(b, calledTask(b)).map(pick));
	});

	it('has a record per number, newest first, with a level when somebody answered', () => {
		const client = createClient();
		const records = rows(client, calledTask(client));
		expect(new Set(records.map(({ number }) => number)).size).toBe(60);
		for (const record of records) {
			const answered = record.status === 1;
			expect(record.bill > 0).toBe(answered);
			expect(record.duration).toBeGreaterThan(record.bill);
			expect([1, 2, 3, 4, 5].includes(record.intention_results ?? 0)).toBe(answered);
		}
	});

	it('never has more calls at once than the task’s concurrency', () => {
		const client = createClient();
		const spans = rows(client, calledTask(client, 60, { maximumcall: 3 })).map(({ calldate, duration }) => {
			const from = Date.parse(`${calldate.replace(' ', 'T')}Z`);
			return { from, until: from + duration * 1000 };
		});
		for (const { from } of spans) {
			// starts are written in whole seconds, so the one that ends in the same second does not count
			const atOnce = spans.filter((span) => span.from <= from && span.until > from + 1000).length;
			expect(atOnce).toBeLessThanOrEqual(3);
		}
	});

	it('filters by number, level, score and time', () => {
		const client = createClient();
		const id = calledTask(client);
		const all = rows(client, id);
		expect(rows(client, id, '&keyword=13800001007')).toHaveLength(1);
		expect(rows(client, id, '&intention_tags[]=1&intention_tags[]=2')).toEqual(
			all.filter(({ intention_results }) => intention_results === 1 || intention_results === 2),
		);
		expect(rows(client, id, '&levels[0][]=50&levels[0][]=100')).toEqual(
			all.filter(({ score }) => score >= 50),
		);
		expect(rows(client, id, '&start_at=2099-01-01')).toEqual([]);
		expect(rows(client, id, '&hangup_date[]=2020-01-01&hangup_date[]=2099-01-01')).toHaveLength(60);
		expect(client.call('GET', `${LEGACY}/task/${id}/record?intention_tags[]=6`).code).toBe(422);
		expect(client.call('GET', `${LEGACY}/task/${id}/record?levels[]=50`).code).toBe(422);
	});

	it('shows the transcript by record id and by callid', () => {
		const client = createClient();
		const id = calledTask(client);
		const record = rows(client, id).find(({ status }) => status === 1) as Row;
		const detail = client.call('GET', `${LEGACY}/task/${id}/detail/${record.id}`);
		expect(client.call('GET', `${LEGACY}/task/${id}/detail/${record.callid}`)).toEqual(detail);
		const said = transcriptOf(outcomeOf(1, record.number));
		const { records } = detail.data as { records: Array<Record<string, unknown>> };
		expect(records.map(({ question, answer_content }) => ({ question, answer: answer_content }))).toEqual(
			said,
		);
		expect(records[0]).toMatchObject({
			record_id: record.id,
			callid: record.callid,
			callee: record.number,
			question: '',
			sequence: 1,
		});
		const missed = rows(client, id).find(({ status }) => status !== 1) as Row;
		expect(client.call('GET', `${LEGACY}/task/${id}/detail/${missed.id}`).data).toEqual({ records: [] });
		expect(client.call('GET', `${LEGACY}/task/${id}/detail/none`).code).toBe(404);
	});

	it('gives recordings as audio and as links, at most 30 at a time', () => {
		const client = createClient();
		const id = calledTask(client, 100);
		const answered = rows(client, id).filter(({ status }) => status === 1);
		const record = answered[0];
		const audio = client.raw('GET', `${LEGACY}/task/${id}/record/${record.id}/download-full-voice`);
		expect(audio.headers?.['content-type']).toBe('audio/wav');
		expect((audio.body as Buffer).subarray(0, 4).toString('latin1')).toBe('RIFF');
		const links = (count: number): ReturnType<Client['call']> =>
			client.call(
				'GET',
				`${LEGACY}/task/${id}/batch_record/download-full-voice?${answered
					.slice(0, count)
					.map((row) => `recordIds[]=${row.id}`)
					.join('&')}`,
			);
		expect(links(30).data).toHaveLength(30);
		expect((links(1).data as Array<{ url: string }>)[0]?.url).toMatch(
			/^http:\/\/127\.0\.0\.1:4120\/recordings\/.+\.wav\?expires=/,
		);
		expect(links(31).code).toBe(422);
		expect(links(0).message).toBe('The recordIds field is required.');
	});

	it('uses the script that the task’s mode selects', () => {
		const client = createClient();
		const variable = [
			{ mode: 1, values: ['男'], destination_extension: 11, sort: 1 },
			{ mode: 0, values: ['女'], destination_extension: 12, sort: 0 },
		];
		const id = client.createTask({
			is_group_switch: 2,
			task_extras: { destination_extension_with_variable_list: variable },
		});
		const data = ['男', '女士', '男的'].map((control_select_robot, i) => ({
			phone: `1380000000${i}`,
			control_select_robot,
		}));
		client.call('POST', `${LEGACY}/task/${id}/number`, { data });
		client.clock.advance(3600);
		client.vendor.state.task(id);
		const scripts = client.vendor.state.tasks
			.get(id)
			?.records.map(({ call, scriptId }) => [call.number.selector, scriptId]);
		expect(Object.fromEntries(scripts ?? [])).toEqual({ 男: '11', 女士: '12', 男的: '123' });
	});

	it('computes a filtered list once, however many pages are read', () => {
		const client = createClient();
		const id = calledTask(client);
		const task = client.vendor.state.task(id);
		let computed = 0;
		const compute = (): number[] => [++computed];
		expect([task.view('probe', compute), task.view('probe', compute)]).toEqual([[1], [1]]);
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(1, 13_700_000_000) });
		expect(task.view('probe', compute)).toEqual([2]);
	});
});
