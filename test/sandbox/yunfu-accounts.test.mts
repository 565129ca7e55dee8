import { describe, expect, it } from '@jest/globals';
import { CREDENTIALS } from '../../sandbox/yunfu/index.mts';
import { createClient, LEGACY, NEW, USER } from './yunfu-client.mts';

const WECHAT = '733b8535-a1f9-4db9-9945-98a2a0c5490e';
const NUMBER = 'c87d8629-7cfd-4980-bb3a-7827bff4b72c';

describe('Yunfu CRM pool', () => {
	it('describes its custom fields', () => {
		const { data, message } = createClient().call('GET', `${LEGACY}/customer/create`);
		expect(message).toBe('查看公海创建模板成功');
		expect(data).toContainEqual({ id: NUMBER, name: '数字', type: 'number', sort: 1, validate: ['integer'] });
	});

	it('imports up to 200 customers with a sort each, and finds them', () => {
		const client = createClient();
		const customer = (i: number, more: object = {}): object => ({
			phone: String(13_900_000_000 + i),
			sort: i,
			...more,
		});
		const send = (data: unknown[]): ReturnType<typeof client.call> =>
			client.call('POST', `${LEGACY}/async_customer`, { data });
		expect(send([{ phone: '13900000000' }]).message).toBe('The data.0.sort field is required.');
		expect(send([customer(1, { components: [{ id: 'none', value: 'x' }] })]).message).toContain(
			'unknown component',
		);
		expect(send([customer(1, { components: [{ id: NUMBER, value: 'x' }] })]).message).toContain('no integer');
		const components = [
			{ id: WECHAT, value: 'wx-1' },
			{ id: NUMBER, value: 7 },
		];
		const done = send([
			customer(1, { name: '王', sex: 1, company: '甲', components }),
			...Array.from({ length: 199 }, (_, i) => customer(i + 2)),
		]);
		expect(done.code).toBe(200);
		expect(send(Array.from({ length: 201 }, (_, i) => customer(i))).code).toBe(422);
		const find = (query: string): Array<Record<string, unknown>> =>
			client.call('GET', `${LEGACY}/type/clue/get_customer?per_page=500&${query}`).data;
		expect(find('')).toHaveLength(200);
		expect(find('sex[]=1&company=甲')).toMatchObject([
			{
				name: '王',
				components: [
					{ name: '微信', value: 'wx-1' },
					{ name: '数字', type: 'number', value: '7' },
				],
			},
		]);
		expect(find(`components[0][id]=${WECHAT}&components[0][value]=wx-1`)).toHaveLength(1);
		expect(find('created_at[]=2020-01-01&created_at[]=2020-01-02')).toHaveLength(0);
		const byOperator = [1, 2, 3].map((operator) => find(`operator[]=${operator}`).length);
		expect(byOperator.reduce((sum, count) => sum + count)).toBe(200);
	});

	it('moves customers into a task by query or body, and reports the batch', () => {
		const client = createClient();
		const id = client.createTask();
		client.call('POST', `${LEGACY}/async_customer`, {
			data: [1, 2, 3].map((i) => ({ phone: `1390000000${i}`, sort: i })),
		});
		const first = client.call('GET', `${LEGACY}/customer_to_task/${id}?phone=13900000001`).data as {
			unique_id: string;
		};
		client.call('GET', `${LEGACY}/customer_to_task/${id}`, { phone: '13900000002' });
		expect(client.call('GET', `${LEGACY}/task/${id}/number?page=1`).meta?.total).toBe(2);
		const batch = client.call('GET', `${LEGACY}/identification/${first.unique_id}`).data as {
			data: { url: string };
		};
		expect(batch).toMatchObject({
			type: 'api_customer_to_task',
			mode: 'batch',
			task_id: id,
			unique_id: first.unique_id,
		});
		const { pathname, search } = new URL(batch.data.url);
		expect(client.call('GET', pathname + search)).toEqual({ numbers: ['13900000001'] });
	});
});

describe('Yunfu dial times, scripts, lines and accounts', () => {
	it('creates and updates dial-time groups', () => {
		const client = createClient();
		const content = [{ week: 1, times: [{ begin_time: '09:00', end_time: '13:00' }] }];
		const body = { name: '代理测试1', content, is_default: false, skip_holiday: true };
		const created = client.call('POST', `${LEGACY}/dial-time-group`, body).data as { id: number };
		expect(created).toMatchObject({ name: '代理测试1', content, skip_holiday: true, user_id: USER });
		expect(client.call('PUT', `${LEGACY}/dial-time-group/${created.id}`, { name: '新' })).toMatchObject({
			message: '修改成功',
			data: { name: '新', content },
		});
		expect(client.call('PUT', `${LEGACY}/dial-time-group/9999`, { name: '新' }).code).toBe(404);
		const late = [{ week: 7, times: [] }];
		expect(client.call('POST', `${LEGACY}/dial-time-group`, { ...body, content: late }).message).toContain(
			'content.0.week',
		);
		const turned = [{ week: 1, times: [{ begin_time: '13:00', end_time: '09:00' }] }];
		expect(client.call('POST', `${LEGACY}/dial-time-group`, { ...body, content: turned }).message).toContain(
			'end_time',
		);
		expect(client.call('GET', `${LEGACY}/dial-time-group?page=1`).meta?.total).toBe(4);
	});

	it('lists scripts, lines and users', () => {
		const client = createClient();
		const scripts = client.call('GET', `/agent-api/group/${USER}?per_page=100`).data as Array<{
			id: number | bigint;
		}>;
		expect(scripts.map(({ id }) => String(id))).toContain('215870475195883530');
		expect(client.call('GET', `/agent-api/agent_group/tenant/${CREDENTIALS.tenantId}`).data).toHaveLength(
			scripts.length,
		);
		expect(client.call('GET', '/agent-api/agent_group/tenant/none').code).toBe(404);
		const lines = client.call('GET', `/agent-api/new_line_list?id=${CREDENTIALS.tenantId}&per_page=2`);
		expect(lines).toMatchObject({ message: '返回所属代理线路列表成功', meta: { total: 5, per_page: '2' } });
		expect(client.call('GET', `/users?tenant_id=${CREDENTIALS.tenantId}`).data).toMatchObject([{ id: USER }]);
	});

	it('creates, finds and shows sub-accounts', () => {
		const client = createClient();
		const body = {
			name: '新人',
			email: 'new@example.com',
			phone: '13811112222',
			password: 'p4ss',
			password_confirmation: 'p4ss',
		};
		const create = (changes: object = {}): ReturnType<typeof client.call> =>
			client.call('POST', `${LEGACY}/subset_users`, { ...body, ...changes });
		expect(create({ password_confirmation: 'other' }).message).toContain('password_confirmation');
		const { id } = create({ subset_data: { alias: '小新', sex: 2 } }).data as { id: string };
		expect(create().message).toContain('already been taken');
		expect(client.call('GET', `${LEGACY}/subset_users?page=1&name=新人`).data).toMatchObject([
			{ id, alias: '小新', sex: 2 },
		]);
		const shown = client.call('GET', `${LEGACY}/subset_users/${id}/edit`);
		expect(shown).toMatchObject({
			message: '查看子账户信息成功',
			data: { id, email: 'new@example.com', birthday: null },
		});
		expect(JSON.stringify(shown)).not.toContain('p4ss');
		expect(client.call('GET', `${NEW}/task?sub=1`).code).toBe(422);
	});

	it('shows token, bill and callback blacklist', () => {
		const client = createClient();
		expect(client.call('GET', '/agent-api/token').data).toEqual({
			expires_at: expect.stringMatching(/^\d{4}-/),
		});
		expect(client.call('GET', `/agent-api/vos_bill/${USER}`).data).toHaveLength(1);
		expect(client.call('GET', `/agent-api/vos_bill/${USER}?all=true`).data).toHaveLength(2);
		expect(client.call('GET', '/agent-api/callback_blacklist').data).toMatchObject([
			{ id: 1, status: 1, status_str: '已释放' },
			{ id: 2, status: 0, status_str: '拉黑中' },
		]);
	});

	it('starts over on reset', () => {
		const client = createClient();
		const before = client.call('GET', `${NEW}/task`);
		client.createTask();
		client.call('POST', `${LEGACY}/async_customer`, { data: [{ phone: '13900000001', sort: 1 }] });
		client.vendor.reset();
		expect(client.call('GET', `${NEW}/task`).meta).toEqual(before.meta);
		expect(client.call('GET', `${LEGACY}/type/clue/get_customer`).meta?.total).toBe(0);
	});
});

describe('Yunfu faults and limits', () => {
	const { vendor } = createClient();
	const body = (answer: { body: string | Buffer }): unknown => JSON.parse(String(answer.body));

	it('answers over the limit with 429', () => {
		const answer = vendor.throttled(1500);
		expect([answer.status, answer.headers?.['retry-after'], body(answer)]).toEqual([
			429,
			'2',
			{ code: 429, status: 'error', message: 'Too Many Attempts.', data: [] },
		]);
	});

	it('has a body for every kind of fault', () => {
		const fault = (
			kind: 'business-error' | 'status-after' | 'forbidden' | 'partial',
			more: object = {},
		): unknown => {
			const accepted = {
				status: 200,
				body: '{"code":200,"status":"success","message":"好","data":{"id":"1"}}',
			};
			const answer = vendor.faultAnswer({ match: {}, kind, ...more }, 'x', accepted);
			return [answer.status, body(answer)];
		};
		expect(fault('business-error', { code: '6007' })).toMatchObject([200, { code: 6007, status: 'error' }]);
		expect(fault('status-after', { status: 503 })).toMatchObject([503, { code: 503 }]);
		expect(fault('forbidden')).toMatchObject([403, { code: 403 }]);
		expect(fault('partial')).toEqual([200, { code: 200, status: 'success', message: '好' }]);
		const xml = vendor.faultAnswer({ match: {}, kind: 'xml-error' }, 'x');
		expect([xml.status, String(xml.body).startsWith('<?xml')]).toEqual([502, true]);
	});
});
