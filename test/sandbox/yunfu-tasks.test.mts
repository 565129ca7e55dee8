import { describe, expect, it } from '@jest/globals';
import { CREDENTIALS } from '../../sandbox/yunfu/index.mts';
import { createClient, LEGACY, LINE_ANY, NEW, numbers, previousTaskBody, taskBody } from './yunfu-client.mts';

type Row = {
	uuid: string;
	name: string;
	enable: boolean;
	new_task_extra: { call_status: boolean; line: string[] };
};

describe('Yunfu tasks', () => {
	it('initialises with everything a task is made of, ids as bare numbers', () => {
		const client = createClient();
		const text = String(client.raw('GET', `${NEW}/task/create`).body);
		expect(text).toContain('"id":215870475195883520,');
		expect(text).toContain('"id":215870475195883521,');
		const { data } = client.call('GET', `${NEW}/task/create`) as { data: Record<string, unknown[]> };
		expect(Object.keys(data)).toEqual(
			expect.arrayContaining([
				'task_dial_times',
				'caller_line_list',
				'max_recycle_limit',
				'outbound_group',
				'outbound_group_v2',
				'big_model_outbound_group',
				'bridge_groups',
				'auto_recycle_rules',
				'end_actions',
				'big_model_labels',
				'background',
				'llm_intention_configs',
			]),
		);
		expect(data['caller_line_list']).toContainEqual(expect.objectContaining({ line_id: LINE_ANY, usage: 7 }));
		expect(data['big_model_outbound_group']).toEqual([
			expect.objectContaining({ llm_end_type: 0 }),
			expect.objectContaining({ llm_end_type: 1 }),
		]);
	});

	it('lists newest first in pages of 15, per_page as string', () => {
		const client = createClient();
		const id = client.createTask({ name: '最新' });
		const first = client.call('GET', `${NEW}/task`);
		expect(first.meta).toEqual({ has_pages: true, total: 17, last_page: 2, current_page: 1, per_page: '15' });
		expect((first.data as Row[])[0]).toMatchObject({ uuid: id, name: '最新', enable: true });
		expect(client.call('GET', `${NEW}/task?page=2`).data).toHaveLength(2);
		expect(client.call('GET', `${NEW}/task?name=最新`).meta?.total).toBe(1);
	});

	it('filters by state, one or several', () => {
		const client = createClient();
		const total = (query: string): number => client.call('GET', `${NEW}/task?${query}`).meta?.total ?? -1;
		expect(total('status=1')).toBe(5);
		expect(total('status=3')).toBe(11);
		expect(total('status[]=1&status[]=3')).toBe(16);
		expect(client.call('GET', `${NEW}/task?status=2`)).toMatchObject({ code: 422 });
	});

	it('keeps the tasks of sub-accounts apart', () => {
		const client = createClient();
		const sub = client.call('GET', `${NEW}/subset_task`).data as Row[];
		expect(sub).toHaveLength(2);
		const id = sub[0]?.uuid ?? '';
		expect(client.call('GET', `${NEW}/task/${id}/edit`)).toMatchObject({ code: 404, message: '任务不存在' });
		expect(client.call('GET', `${NEW}/task/${id}/edit?sub_user_id=${CREDENTIALS.subUserId}`)).toMatchObject({
			code: 200,
		});
		expect(client.call('GET', `${NEW}/task/${id}/edit?sub_user_id=nobody`)).toMatchObject({
			code: 404,
			message: '子账户不存在',
		});
		const mine = client.call('POST', `${NEW}/task`, taskBody({ sub_user_id: CREDENTIALS.subUserId }));
		expect(mine.code).toBe(200);
		expect(client.call('GET', `${NEW}/subset_task`).meta?.total).toBe(3);
	});

	it('refuses an unknown account and an unknown task', () => {
		const client = createClient();
		expect(client.call('GET', '/agent-api/new/user/nobody/task')).toEqual({
			code: 404,
			status: 'error',
			message: '用户不存在',
			data: [],
		});
		expect(client.call('PUT', `${NEW}/task_stop/nothing`, {})).toMatchObject({ code: 404 });
	});

	it('goes from waiting to dialling to waiting, and to paused', () => {
		const client = createClient();
		const id = client.createTask();
		const state = (): [boolean, boolean] => {
			const rows = client.call('GET', `${NEW}/task?per_page=100`).data as Row[];
			const row = rows.find(({ uuid }) => uuid === id);
			return [row?.enable ?? false, row?.new_task_extra.call_status ?? false];
		};
		expect(state()).toEqual([true, false]);
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(10) });
		expect(state()).toEqual([true, true]);
		client.clock.advance(3600);
		expect(state()).toEqual([true, false]);
		expect(client.call('PUT', `${NEW}/task_stop/${id}`, {}).code).toBe(200);
		expect(state()).toEqual([false, false]);
	});

	it('does not start calls while paused, and goes on when resumed in the console', () => {
		const client = createClient();
		const id = client.createTask();
		client.call('PUT', `${NEW}/task_stop/${id}`, { sub_user_id: undefined });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(10) });
		client.clock.advance(3600);
		expect(client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total).toBe(0);
		client.vendor.state.tasks.get(id)?.resume(client.clock.now());
		client.clock.advance(3600);
		expect(client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total).toBe(10);
		expect(client.ledger.counts()['yunfu.call']).toBe(10);
	});

	it('waits for start_time and ends at stop_time', () => {
		const client = createClient();
		const text = (seconds: number): string => {
			const time = new Date(client.clock.now() + 8 * 3600_000 + seconds * 1000);
			return time.toISOString().slice(0, 19).replace('T', ' ');
		};
		const id = client.createTask({
			maximumcall: 1,
			task_extras: { start_time: text(600), stop_time: text(720) },
		});
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(50) });
		client.clock.advance(590);
		expect(client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total).toBe(0);
		client.clock.advance(7200);
		const made = client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total ?? 0;
		expect(made).toBeGreaterThan(0);
		expect(made).toBeLessThan(50);
	});

	it('never dials without lines', () => {
		const client = createClient();
		const id = client.createTask({ maximumcall: 0, task_extras: { line: [] } });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(3) });
		client.clock.advance(3600);
		expect(client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total).toBe(0);
	});

	it('keeps to dial-time groups and holidays when asked to', () => {
		const client = createClient();
		client.settings.respectCallWindows = true;
		client.call('POST', `${LEGACY}/dial-time-group`, {
			name: '无',
			content: [],
			is_default: false,
			skip_holiday: false,
		});
		const groups = client.call('GET', `${LEGACY}/dial-time-group?page=1`).data as Array<{
			id: number;
			name: string;
		}>;
		const never = groups.find(({ name }) => name === '无')?.id;
		const id = client.createTask({ dial_time_id: never });
		client.call('POST', `${LEGACY}/task/${id}/number`, { data: numbers(3) });
		const always = client.createTask({ name: '全周', dial_time_id: 1 });
		client.call('POST', `${LEGACY}/task/${always}/number`, { data: numbers(3) });
		client.clock.advance(3 * 24 * 3600);
		expect(client.call('GET', `${LEGACY}/task/${id}/record`).meta?.total).toBe(0);
		const calls = client.call('GET', `${LEGACY}/task/${always}/record`).data as Array<{ calldate: string }>;
		expect(calls).toHaveLength(3);
		for (const { calldate } of calls) expect(calldate.slice(11)).toMatch(/^(09|1[0134567]):|^(12|18):00:00/);
	});

	it('replaces a task by what an update sends, and checks it as a new one', () => {
		const client = createClient();
		const id = client.createTask({ remark: '旧的' });
		const put = (task: string, body: Record<string, unknown>) =>
			client.call('PUT', `${NEW}/task/${task}`, body);
		expect(put(id, { name: '改名' }).message).toContain('destination_extension');
		expect(put(id, taskBody({ name: '改名' }))).toMatchObject({ code: 200 });
		const form = client.call('GET', `${NEW}/task/${id}/edit`).data as { remark?: string };
		expect(form).toMatchObject({ name: '改名', maximumcall: 2 });
		expect(form.remark ?? '').toBe('');
		expect(put(id, taskBody({ task_extras: { line: [] } })).message).toContain('maximumcall');
		expect(put(id, taskBody({ is_group_switch: 3 })).message).toContain('destination_extension_multi_config');
		expect(put(id, taskBody({ new_call_rules: [] })).message).toBe('The new_call_rules field is not known.');
		const previous = client.call('POST', `${NEW}/task`, previousTaskBody()).data as { id: string };
		expect(put(previous.id, previousTaskBody({ new_call_rules: [] })).code).toBe(200);
	});

	it('shows holidays as start and end and lines as ids, whichever form was sent', () => {
		const client = createClient();
		const id = client.createTask({
			task_extras: { holiday: [{ begin: '2024-11-01 13:25', end: '2024-11-03 13:25' }] },
		});
		const holiday = [{ start: '2024-11-01 13:25', end: '2024-11-03 13:25' }];
		const form = client.call('GET', `${NEW}/task/${id}/edit`).data;
		expect(form).toMatchObject({
			status: 3,
			status_str: '等待执行',
			new_task_extra: { line: [LINE_ANY], holiday },
			task_extras: { line: [LINE_ANY], holiday },
		});
	});

	it('copies a task without its numbers, paused', () => {
		const client = createClient();
		const id = client.createTask({ name: '原件' });
		const copy = client.call('GET', `${NEW}/copy/task/${id}`).data as { id: string };
		expect(copy.id).not.toBe(id);
		expect(client.call('GET', `${NEW}/task/${copy.id}/edit`).data).toMatchObject({
			name: '原件-副本',
			status: 1,
		});
	});
});

describe('Yunfu 1.0 tasks', () => {
	it('lists, reads, updates, pauses and deletes them, apart from 2.0 tasks', () => {
		const client = createClient();
		const rows = client.call('GET', `${LEGACY}/task`).data as Array<{
			uuid: string;
			status: number;
			name: string;
		}>;
		expect(rows.map(({ status }) => status).sort()).toEqual([1, 3]);
		const id = rows.find(({ status }) => status === 3)?.uuid ?? '';
		expect(client.call('GET', `${LEGACY}/task/${id}/edit`).data).toMatchObject({
			status: 3,
			dial_time_group: { id: 1 },
		});
		expect(client.call('GET', `${NEW}/task/${id}/edit`).code).toBe(404);
		const body = {
			name: 'API任务创建测试',
			destination_extension: 1,
			dial_time_id: 1,
			maximumcall: 3,
			caller_line_id: LINE_ANY,
		};
		expect(
			client.call('PUT', `${LEGACY}/task/${id}`, { ...body, remark: 'API-test', end_action: 1 }).code,
		).toBe(200);
		expect(client.call('GET', `${LEGACY}/task/${id}/edit`).data).toMatchObject({
			name: 'API任务创建测试',
			remark: 'API-test',
		});
		expect(client.call('PUT', `${LEGACY}/task/${id}`, { ...body, maximumcall: 21 }).message).toContain(
			'residue',
		);
		expect(
			client.call('PUT', `${LEGACY}/task/${id}`, { ...body, elasticity_type: true, end_action: 1 }).message,
		).toContain('end_action');
		expect(client.call('GET', `${LEGACY}/task_stop/${id}`).code).toBe(200);
		expect(client.call('GET', `${LEGACY}/task?status=1`).meta?.total).toBe(2);
		expect(client.call('DELETE', `${LEGACY}/task/${id}`).code).toBe(200);
		expect(client.call('GET', `${LEGACY}/task/${id}/edit`).code).toBe(404);
	});

	it('gives the unfiltered list for an array with an undocumented status', () => {
		const client = createClient();
		expect(client.call('GET', `${LEGACY}/task?status[]=1`).meta?.total).toBe(1);
		expect(client.call('GET', `${LEGACY}/task?status[]=1&status[]=9`).meta?.total).toBe(2);
	});

	it('answers both documented paths for all sub-accounts', () => {
		const client = createClient();
		expect(client.call('GET', `${LEGACY}/all_task`)).toEqual(client.call('GET', `${LEGACY}/subset_task`));
		expect(client.call('GET', `${LEGACY}/all_task`).meta?.total).toBe(1);
	});
});
