import { describe, expect, it } from '@jest/globals';
import { createClient, LEGACY, NEW, numbers, previousTaskBody, type Client } from './yunfu-client.mts';

const WECHAT = '733b8535-a1f9-4db9-9945-98a2a0c5490e';

function pausedTask(client: Client): string {
	const id = client.createTask();
	client.call('PUT', `${NEW}/task_stop/${id}`, {});
	return id;
}

describe('Yunfu numbers', () => {
	it('adds up to 100 numbers synchronously and up to 200 asynchronously', () => {
		const client = createClient();
		const id = pausedTask(client);
		const sync = client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(100) });
		expect(sync).toMatchObject({ code: 200, data: { success: 100, fail: 0, fail_data: [] } });
		expect(client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(101) }).message).toContain(
			'data',
		);
		const second = numbers(200, 13_700_000_000);
		expect(client.call('POST', `${LEGACY}/task/${id}/async_number`, { data: second })).toMatchObject({
			code: 200,
		});
		expect(
			client.call('POST', `${LEGACY}/task/${id}/async_number`, { data: numbers(201) }).message,
		).toContain('data');
		expect(client.call('GET', `${LEGACY}/task/${id}/number?page=1`).meta?.total).toBe(300);
		expect(client.ledger.counts()['yunfu.number']).toBe(300);
	});

	it('refuses duplicates, skips them or gives them a suffix', () => {
		const client = createClient();
		const id = pausedTask(client);
		const add = (more: object, data: unknown[] = numbers(2)): ReturnType<Client['call']> =>
			client.call('POST', `${LEGACY}/task/${id}/number`, { data, ...more });
		expect(add({}).code).toBe(200);
		expect(add({})).toMatchObject({ code: 422, message: expect.stringContaining('data.0.phone') });
		expect(add({ skip_error: true }, numbers(3)).data).toMatchObject({ success: 1, fail: 2 });
		expect(add({ number_add_suffix: true }).code).toBe(200);
		const rows = client.call('GET', `${LEGACY}/task/${id}/number?page=1`).data as Array<{ number: string }>;
		expect(rows).toHaveLength(5);
		expect(rows[4]?.number).toMatch(/^13800001001_[a-z0-9]{6}$/);
	});

	it('refuses what is no number, unless it is encrypted', () => {
		const client = createClient();
		const id = pausedTask(client);
		const add = (body: object): string =>
			client.call('POST', `${LEGACY}/task/${id}/async_number`, body).message;
		expect(add({ data: [{ phone: 'x1y2' }] })).toContain('is not a phone number');
		expect(add({ data: [{ phone: 'eHl6' }], encryption: true })).toBe('批量添加号码成功');
		expect(add({ data: [{ phone: '13800000001' }, { phone: '13800000001' }] })).toContain('data.1.phone');
		expect(add({ data: [] })).toContain('data');
	});

	it('counts a number accepted twice although the task holds it once', () => {
		const client = createClient();
		const id = pausedTask(client);
		for (let i = 0; i < 2; i++)
			client.call('POST', `${LEGACY}/task/${id}/async_number`, { data: numbers(1) });
		expect(client.call('GET', `${LEGACY}/task/${id}/number?page=1`).meta?.total).toBe(1);
		expect(client.ledger.timesAccepted('yunfu', 'number', `${id}/13800001000`)).toBe(2);
	});

	it('puts numbers into the CRM pool unless told not to', () => {
		const client = createClient();
		const id = pausedTask(client);
		const pool = (): number => client.call('GET', `${LEGACY}/type/clue/get_customer`).meta?.total ?? -1;
		client.call('POST', `${LEGACY}/task/${id}/number`, { ignore_crm: true, data: numbers(2) });
		expect(pool()).toBe(0);
		const components = [{ id: WECHAT, value: 'wx1' }];
		const data = [{ phone: '13600000001', name: '王', components }];
		const refused = client.call('POST', `${LEGACY}/task/${id}/number`, { ignore_crm: true, data });
		expect(refused.message).toContain('ignore_crm false');
		expect(client.call('POST', `${LEGACY}/task/${id}/number`, { data }).code).toBe(200);
		expect(pool()).toBe(1);
	});

	it('refuses deleting with 6007 while the task dials, and importing into a previous 2.0 task', () => {
		const client = createClient();
		const stop = { code: 6007, status: 'error', message: '2.0任务启动中,请先停止任务', data: [] };
		const id = client.createTask();
		const add = (task: string, first: number): unknown =>
			client.call('POST', `${LEGACY}/task/${task}/async_number`, { data: numbers(20, first) });
		add(id, 13_800_001_000);
		const customer_info_list = [{ phone: '13800001019' }];
		const remove = (): unknown =>
			client.call('DELETE', `${LEGACY}/task/${id}/number-batch-delete`, { customer_info_list });
		expect(remove()).toEqual(stop);
		expect(add(id, 13_700_000_000)).toMatchObject({ code: 200 });
		client.vendor.state.refuseImportsWhileDialling = true;
		expect(add(id, 13_500_000_000)).toEqual(stop);
		expect(client.call('PUT', `${LEGACY}/task/${id}/number-batch-reset`, { status: [4] })).toEqual(stop);
		client.call('PUT', `${NEW}/task_stop/${id}`, {});
		client.clock.advance(600);
		expect(remove()).toMatchObject({ code: 200 });
		expect(remove()).toMatchObject({ code: 404, message: '号码不存在' });

		const previous = client.call('POST', `${NEW}/task`, previousTaskBody()).data as { id: string };
		client.vendor.state.refuseImportsWhileDialling = false;
		expect(add(previous.id, 13_800_001_000)).toMatchObject({ code: 200 });
		expect(add(previous.id, 13_700_000_000)).toEqual(stop);
	});

	it('lists by status and time, and shows one', () => {
		const client = createClient();
		const id = client.createTask({ maximumcall: 10 });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(60) });
		client.clock.advance(3600);
		const total = (query: string): number =>
			client.call('GET', `${LEGACY}/task/${id}/number?page=1&${query}`).meta?.total ?? -1;
		const answered = total('status[]=1');
		expect(answered).toBeGreaterThan(20);
		expect(answered).toBeLessThan(45);
		expect(total('status[]=0')).toBe(0);
		expect(total(`status[]=${Array.from({ length: 13 }, (_, i) => i).join('&status[]=')}`)).toBe(60);
		const today = new Date(client.clock.now() + 8 * 3600_000 - 3600_000)
			.toISOString()
			.slice(0, 10)
			.replaceAll('-', '/');
		expect(total(`start_at=${today}&end_at=${today}`)).toBe(60);
		expect(total('end_at=2020/1/1 0:00')).toBe(0);
		expect(client.call('GET', `${LEGACY}/task/${id}/number?page=1&status=1`).code).toBe(422);
		expect(client.call('GET', `${LEGACY}/task/${id}/number/detail/13800001000`).data).toMatchObject({
			number: '13800001000',
			extra: 'id-0',
		});
		expect(client.call('GET', `${LEGACY}/task/${id}/number/detail/1`).code).toBe(404);
	});

	it('calls a number again after its status was reset', () => {
		const client = createClient();
		const id = client.createTask({ maximumcall: 10 });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(10) });
		client.clock.advance(3600);
		expect(
			client.call('PUT', `${LEGACY}/task/${id}/number-batch-reset`, { phones: ['13800001000'] }),
		).toEqual({
			code: 200,
			status: 'success',
			message: '批量重置号码成功',
		});
		client.clock.advance(3600);
		expect(client.call('GET', `${LEGACY}/task/${id}/record?keyword=13800001000`).meta?.total).toBe(2);
		expect(client.ledger.timesAccepted('yunfu', 'call', `${id}/13800001000`)).toBe(2);
		const half = client.call('PUT', `${LEGACY}/task/${id}/number-batch-reset`, {
			start_at: '2020-07-28 10:00:00',
		});
		expect(half.message).toContain('together');
	});
});
