import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import {
	newResults,
	type PollSettings,
	type TaskState,
} from '../../nodes/AlibabaCloudAiccs/trigger/taskResults.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 20);

interface Row extends IDataObject {
	DetailId: string;
	Status: number;
	CallingTime?: number;
}

/** A vendor whose lists are in no order, and who filters by the time of the call. */
class Vendor {
	rows: Row[] = [];

	requests: IDataObject[] = [];

	send = async ({ qs = {} }: IHttpRequestOptions): Promise<IDataObject> => {
		this.requests.push(qs);
		const status = qs.Status === '1' ? 4 : 5;
		const since = Number(qs.StartCallingTime ?? 0);
		const found = this.rows.filter(
			(row) => row.Status === status && (since === 0 || (row.CallingTime ?? 0) >= since),
		);
		found.sort((a, b) => a.DetailId.slice(-2).localeCompare(b.DetailId.slice(-2)));
		const [page, size] = [Number(qs.PageNo), Number(qs.PageSize)];
		return { Data: { Total: found.length, List: found.slice((page - 1) * size, page * size) } };
	};

	add(id: string, calledAt: number | undefined, more: Partial<Row> = {}): void {
		this.rows.push({ DetailId: id, Status: 4, ...(calledAt && { CallingTime: calledAt }), ...more });
	}
}

/** A trigger that is restarted after every poll. */
class Poller {
	state: TaskState | undefined;

	now = NOW;

	constructor(
		private readonly vendor: Vendor,
		private readonly settings: Partial<PollSettings> = {},
	) {}

	async poll(): Promise<string[]> {
		const { results, state } = await newResults(
			this.vendor.send,
			{
				taskId: '1',
				statuses: ['1', '2'],
				lateHours: 2,
				transcriptMinutes: 10,
				fromBeginning: false,
				now: this.now,
				...this.settings,
			},
			this.state,
		);
		this.state = JSON.parse(JSON.stringify(state)) as TaskState;
		return results.map(({ row }) => String(row.DetailId));
	}
}

describe('results of a task', () => {
	it('from now: nothing that was there, everything that comes, once', async () => {
		const vendor = new Vendor();
		vendor.add('old', NOW - 5 * HOUR);
		vendor.add('recent', NOW - HOUR);
		vendor.add('cancelled before', undefined, { Status: 5 });
		const poller = new Poller(vendor);
		expect(await poller.poll()).toEqual([]);
		vendor.add('began before, ended now', NOW - MINUTE);
		vendor.add('new', NOW + MINUTE);
		vendor.add('cancelled now', undefined, { Status: 5 });
		expect((await poller.poll()).sort()).toEqual(['began before, ended now', 'cancelled now', 'new']);
		expect(await poller.poll()).toEqual([]);
	});

	it('from now: numbers that were cancelled before the user asked for failed ones stay what they are', async () => {
		const vendor = new Vendor();
		for (const id of ['a', 'b', 'c']) vendor.add(id, undefined, { Status: 5 });
		const completedOnly = new Poller(vendor, { statuses: ['1'] });
		await completedOnly.poll();
		const poller = new Poller(vendor);
		poller.state = completedOnly.state;
		expect(await poller.poll()).toEqual([]);
		vendor.add('cancelled now', undefined, { Status: 5 });
		expect(await poller.poll()).toEqual(['cancelled now']);
	});

	it.each([
		['failed', '1', { Status: 5 }],
		['completed', '2', { Status: 4 }],
	])(
		'from now: %s ones that were there before the user asked for them stay what they are',
		async (_, first, row) => {
			const vendor = new Vendor();
			vendor.add('old', NOW - HOUR, row);
			const earlier = new Poller(vendor, { statuses: [first] });
			await earlier.poll();
			const poller = new Poller(vendor);
			poller.state = earlier.state;
			expect(await poller.poll()).toEqual([]);
			vendor.add('new', NOW, row);
			expect(await poller.poll()).toEqual(['new']);
		},
	);

	it('finds numbers that are cancelled long after their last call', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		await poller.poll();
		vendor.add('later call', NOW + 50 * HOUR);
		expect(await poller.poll()).toEqual(['later call']);
		vendor.add('cancelled', NOW + HOUR, { Status: 5 });
		expect(await poller.poll()).toEqual(['cancelled']);
		expect(await poller.poll()).toEqual([]);
	});

	it('from the beginning: all there is, oldest call first', async () => {
		const vendor = new Vendor();
		for (let index = 999; index >= 0; index--) vendor.add(`d${index}`, NOW - 100 * HOUR + index * 6 * MINUTE);
		const poller = new Poller(vendor, { fromBeginning: true });
		expect(await poller.poll()).toEqual(Array.from({ length: 1000 }, (_, index) => `d${index}`));
		expect(await poller.poll()).toEqual([]);
	});

	it('finds results that come late, behind newer ones, as long as they may', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		await poller.poll();
		vendor.add('first', NOW + 2 * HOUR);
		expect(await poller.poll()).toEqual(['first']);
		vendor.add('long call', NOW + 10 * MINUTE);
		expect(await poller.poll()).toEqual(['long call']);
		expect(await poller.poll()).toEqual([]);
	});

	it('asks for two single rows while nothing happens, and for the late hours only when something does', async () => {
		const vendor = new Vendor();
		for (let index = 0; index < 500; index++) vendor.add(`d${index}`, NOW + index * MINUTE);
		const poller = new Poller(vendor, { fromBeginning: true });
		await poller.poll();
		vendor.requests = [];
		await poller.poll();
		expect(vendor.requests.map(({ Status, PageSize }) => [Status, PageSize])).toEqual([
			['1', 1],
			['2', 1],
		]);
		expect(Number(vendor.requests[0].StartCallingTime)).toBe(NOW + 499 * MINUTE - 2 * HOUR);
	});

	it('keeps its state small however many calls there are', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		const out = await poller.poll();
		for (let round = 0; round < 30; round++) {
			for (let index = 0; index < 100; index++)
				vendor.add(`d${round}-${index}`, NOW + round * HOUR + index * 1000);
			out.push(...(await poller.poll()));
		}
		expect(new Set(out).size).toBe(3000);
		expect(out).toHaveLength(3000);
		expect(JSON.stringify(poller.state).length).toBeLessThan(6000);
	});

	it('notices a newcomer when the time moves on and the number of rows stays the same', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		await poller.poll();
		vendor.add('one', NOW + MINUTE);
		expect(await poller.poll()).toEqual(['one']);
		// Moves the time on by a failed call, which drops "one" from the completed calls that are asked for.
		vendor.add('failed', NOW + 4 * HOUR, { Status: 5 });
		expect(await poller.poll()).toEqual(['failed']);
		vendor.add('two', NOW + 4 * HOUR);
		expect(await poller.poll()).toEqual(['two']);
	});

	it('waits for the transcript of an answered call, but not for ever', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		await poller.poll();
		vendor.add('slow', NOW + MINUTE, { ConversationDuration: 30 });
		vendor.add('never', NOW + MINUTE, { ConversationDuration: 30, ConversationRecord: '' });
		vendor.add('unanswered', NOW + MINUTE, { ConversationDuration: 0 });
		expect(await poller.poll()).toEqual(['unanswered']);
		vendor.rows[0].ConversationRecord = '[]';
		poller.now += 5 * MINUTE;
		expect(await poller.poll()).toEqual(['slow']);
		poller.now += 5 * MINUTE;
		expect(await poller.poll()).toEqual(['never']);
		expect(await poller.poll()).toEqual([]);
	});

	it('does not lose a call whose transcript comes after much newer calls', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor, { transcriptMinutes: 1000 });
		await poller.poll();
		vendor.add('slow', NOW + MINUTE, { ConversationDuration: 30 });
		vendor.add('newer', NOW + 9 * HOUR);
		expect(await poller.poll()).toEqual(['newer']);
		vendor.rows[0].ConversationRecord = '[]';
		expect(await poller.poll()).toEqual(['slow']);
		expect(await poller.poll()).toEqual([]);
	});

	it('does not take a call for ended before it is', async () => {
		const vendor = new Vendor();
		const poller = new Poller(vendor);
		await poller.poll();
		vendor.add('retrying', NOW + MINUTE, { Status: 4 });
		const original = vendor.send;
		const send: typeof vendor.send = async (request) => {
			const body = await original(request);
			const { Total, List } = body.Data as { Total: number; List: Row[] };
			return { Data: { Total, List: List.map((row) => ({ ...row, Status: 2 })) } };
		};
		vendor.send = send;
		expect(await poller.poll()).toEqual([]);
		vendor.send = original;
		expect(await poller.poll()).toEqual(['retrying']);
	});
});
