import { describe, expect, it } from '@jest/globals';
import { createClient, LEGACY, numbers, USER } from './yunfu-client.mts';

const URL_ = 'http://127.0.0.1:4121/hook';

describe('Yunfu callbacks', () => {
	it('reports finished calls in the documented envelope', async () => {
		const client = createClient();
		const id = client.createTask({ maximumcall: 10 });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(30) });
		client.clock.advance(3600);
		await client.vendor.push('call', URL_, { taskId: id, count: 30, batch: 20, duplicates: 1 });
		const [delivery] = client.deliveries;
		const bodies = delivery?.bodies as Array<{ count: number; data: Array<Record<string, unknown>> }>;
		expect(bodies.map(({ count, data }) => [count, data.length])).toEqual([
			[20, 20],
			[20, 20],
			[10, 10],
			[10, 10],
		]);
		const rows = client.call('GET', `${LEGACY}/task/${id}/record?per_page=100`).data as Array<{
			callid: string;
			intention_results: number | null;
		}>;
		const levels = new Map(rows.map(({ callid, intention_results }) => [callid, intention_results]));
		for (const item of [...(bodies[0]?.data ?? []), ...(bodies[2]?.data ?? [])]) {
			expect(item['intention_results']).toBe(levels.get(String(item['callid'])));
			expect(item).toMatchObject({
				master_user_id: USER,
				user_id: USER,
				type: 4,
				task: { id },
				group: { id: '123', name: '活动邀约' },
			});
			expect((item['customer_data'] as { extra: string }).extra).toMatch(/^id-\d+$/);
			expect(typeof item['voice_url'] === 'string').toBe(item['status'] === 1);
		}
	});

	it('makes up calls when there are too few', async () => {
		const client = createClient();
		await client.vendor.push('call', URL_, { taskId: client.createTask(), count: 3 });
		const [body] = client.deliveries[0]?.bodies as Array<{ count: number; data: Array<{ callid: string }> }>;
		expect(body?.count).toBe(3);
		expect(new Set(body?.data.map(({ callid }) => callid)).size).toBe(3);
		await client.vendor.push('call', URL_, { records: [{ callid: 'own' }] });
		expect(client.deliveries[1]?.bodies).toEqual([{ count: 1, data: [{ callid: 'own' }] }]);
	});

	it('reports one number itself and several by link', async () => {
		const client = createClient();
		const taskId = client.createTask();
		await client.vendor.push('del_number', URL_, { taskId, numbers: ['13012121211'] });
		expect(client.deliveries[0]?.bodies).toEqual([
			{
				type: 'del_number',
				mode: 'single',
				unique_id: expect.any(String),
				user_id: USER,
				task_id: taskId,
				data: { number: '13012121211' },
			},
		]);
		for (const event of ['import_number', 'api_customer_to_task'] as const) {
			client.deliveries.length = 0;
			await client.vendor.push(event, URL_, { taskId, numbers: ['13012121212', '13924667471'] });
			const [body] = client.deliveries[0]?.bodies as Array<{
				unique_id: string;
				type: string;
				mode: string;
				data: { url: string };
			}>;
			expect(body).toMatchObject({ type: event, mode: 'batch' });
			const { pathname, search } = new URL(body?.data.url ?? '');
			expect(client.call('GET', pathname + search)).toEqual({ numbers: ['13012121212', '13924667471'] });
			expect(client.call('GET', `${LEGACY}/identification/${body?.unique_id}`).data).toEqual(body);
		}
	});

	it('takes any 2xx reply as received', async () => {
		const client = createClient();
		await client.vendor.push('call', URL_);
		const [delivery] = client.deliveries;
		expect([200, 204, 500].map((status) => delivery.refusal?.(status, ''))).toEqual([
			undefined,
			undefined,
			'HTTP status 500',
		]);
		await expect(async () => await client.vendor.push('call', URL_, { taskId: 'none' })).rejects.toThrow(
			'no task',
		);
	});
});
