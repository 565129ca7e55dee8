import { describe, expect, it } from '@jest/globals';
import { createClient, LINE_1, LINE_ANY, NEW, previousTaskBody, taskBody } from './yunfu-client.mts';

const client = createClient();
const big = '215870475195883520';

function refusal(body: unknown): string {
	const answer = client.call('POST', `${NEW}/task`, body);
	return answer.code === 422 ? answer.message : `code ${answer.code}`;
}

describe('Yunfu Create Task', () => {
	it('accepts the document’s own sample', () => {
		const answer = client.call('POST', `${NEW}/task`, {
			name: '测试api接口创建-222',
			destination_extension: 123,
			maximumcall: 2,
			dial_time_id: 123,
			background_id: 123,
			is_group_switch: 2,
			task_extras: {
				start_time: '2024-11-01 13:25:26',
				stop_time: '2025-11-01 13:25:26',
				line: [{ id: LINE_1, limit: 2 }],
				destination_extension_list: [{ begin: '09:00', end: '12:00', destination_extension: 123 }],
				destination_extension_with_variable_list: [
					{ mode: 1, values: ['男', '男的'], destination_extension: 11, sort: 1 },
					{ mode: 0, values: ['女', '女性'], destination_extension: 12, sort: 0 },
					{ mode: 0, values: ['未知'], destination_extension: 10, sort: 4 },
				],
				holiday: [{ begin: '2024-11-01 13:25', end: '2024-11-03 13:25' }],
				pop_mode: 1,
				redial_enabled: 0,
				redial_new_number_policy: 0,
				redial_interval: 3,
				redial_max_times: 3,
				redial_conditions: { da_status: [2, 3, 4, 6, 8, 9, 12] },
			},
			task_type: 7,
			llm_intention_id: 123,
			score_scheme_id: 123,
		});
		expect(answer).toMatchObject({ code: 200, status: 'success', message: '创建任务成功' });
		expect((answer.data as { id: string }).id).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('accepts the previous form with its rules and its time windows', () => {
		const rules = [
			{ re_call_time: '10:00:00', call_interval: 60, rule_id: 15486 },
			{ re_call_time: '22:00:00' },
		];
		expect(refusal(previousTaskBody({ new_call_rules: rules }))).toBe('code 200');
		const windows = [{ switch_start: '09:00', switch_end: '12:00', group_id: 11, default_group_id: 123 }];
		expect(refusal(previousTaskBody({ is_group_switch: 1, group_switch_rule: windows }))).toBe('code 200');
	});

	it.each([
		['an unknown field', taskBody({ foo: 1 }), 'The foo field is not known.'],
		['a missing name', taskBody({ name: undefined }), 'The name field is required.'],
		['an empty name', taskBody({ name: '' }), 'The name field is invalid: must not be empty'],
		['a text as number', taskBody({ maximumcall: '2' }), 'The maximumcall field is invalid'],
		['a task type that does not exist', taskBody({ task_type: 5 }), 'The task_type field is invalid'],
		[
			'line left out',
			taskBody({ task_extras: { line: undefined } }),
			'The task_extras.line field is required.',
		],
		[
			'holiday left out',
			taskBody({ task_extras: { holiday: undefined } }),
			'The task_extras.holiday field is required.',
		],
		['concurrency without lines', taskBody({ task_extras: { line: [] } }), 'The maximumcall field must be 0'],
		['a stop before the start', taskBody({ task_extras: { stop_time: '2024-01-01 00:00:00' } }), 'stop_time'],
		[
			'a date that does not exist',
			taskBody({ task_extras: { start_time: '2024-02-30 00:00:00' } }),
			'start_time',
		],
		[
			'a holiday that ends first',
			taskBody({ task_extras: { holiday: [{ begin: '2024-11-03 00:00', end: '2024-11-01 00:00' }] } }),
			'holiday.0.end',
		],
		[
			'a holiday of mixed forms',
			taskBody({ task_extras: { holiday: [{ begin: '2024-11-01 00:00' }] } }),
			'holiday.0.end field is required',
		],
		['four redials', taskBody({ task_extras: { redial_max_times: 4 } }), 'task_extras.redial_max_times'],
		[
			'a redial gap of 61 minutes',
			taskBody({ task_extras: { redial_interval: 61 } }),
			'task_extras.redial_interval',
		],
		[
			'a redial status that cannot be redialled',
			taskBody({ task_extras: { redial_conditions: { da_status: [11] } } }),
			'redial_conditions.da_status.0',
		],
		[
			'no pop mode',
			taskBody({ task_extras: { pop_mode: undefined } }),
			'The task_extras.pop_mode field is required.',
		],
		[
			'windows in mode 1',
			taskBody({ is_group_switch: 1 }),
			'The task_extras.destination_extension_list field is required.',
		],
		[
			'rules in mode 2',
			taskBody({ is_group_switch: 2 }),
			'The task_extras.destination_extension_with_variable_list field is required.',
		],
		[
			'scripts in mode 3',
			taskBody({ is_group_switch: 3 }),
			'The task_extras.destination_extension_multi_config field is required.',
		],
		[
			'scripts without order',
			taskBody({
				is_group_switch: 3,
				task_extras: {
					destination_extension_multi_config: { dial_mode: 0, list: [{ destination_extension: 11 }] },
				},
			}),
			'list.0.sort field is required',
		],
		['a script that does not exist', taskBody({ destination_extension: 999 }), 'script 999 does not exist'],
		['a dial time that does not exist', taskBody({ dial_time_id: 999 }), 'The dial_time_id field is invalid'],
		[
			'a line that does not exist',
			taskBody({ task_extras: { line: ['nowhere'] } }),
			'The task_extras.line.0 field is invalid',
		],
		[
			'a line for other scripts',
			taskBody({ destination_extension: 480, task_extras: { line: [LINE_1] } }),
			'usage 1 does not fit script 480 (2/3/6/7)',
		],
		[
			'a 2.0 script as group',
			taskBody({ destination_extension: '215870475195883521' }),
			'does not exist for group_type group',
		],
		['mode 2 of a previous task', previousTaskBody({ is_group_switch: 2 }), 'must be one of 0, 1'],
		[
			'line objects of a previous task',
			previousTaskBody({ task_extras: { line: [{ id: LINE_ANY, limit: 1 }] } }),
			'The task_extras.line.0 field is invalid',
		],
		[
			'redial settings of a previous task',
			previousTaskBody({ task_extras: { redial_enabled: 1 } }),
			'task_extras.redial_enabled field is not known',
		],
		[
			'a redial time at noon',
			previousTaskBody({ new_call_rules: [{ re_call_time: '12:00:00' }] }),
			'must lie in 10:00:00-11:00:00 or 13:00:00-22:00:00',
		],
		[
			'rules of the previous form',
			taskBody({ new_call_rules: [] }),
			'The new_call_rules field is not known.',
		],
	])('refuses %s', (_, body, message) => {
		expect(refusal(body)).toContain(message);
	});

	it('takes at most 100 rules of at most 10 different keywords', () => {
		const rule = (values: string[]): unknown => ({ mode: 0, values, destination_extension: 11, sort: 0 });
		const withRules = (rules: unknown[]): string =>
			refusal(
				taskBody({ is_group_switch: 2, task_extras: { destination_extension_with_variable_list: rules } }),
			);
		const words = (count: number): string[] => Array.from({ length: count }, (__, i) => `词${i}`);
		expect(withRules(Array.from({ length: 100 }, () => rule(words(10))))).toBe('code 200');
		expect(withRules(Array.from({ length: 101 }, () => rule(['a'])))).toContain(
			'destination_extension_with_variable_list',
		);
		expect(withRules([rule(words(11))])).toContain('with_variable_list.0.values');
		expect(withRules([rule(['a', 'a'])])).toContain('must not hold a value twice');
		expect(withRules([rule([])])).toContain('with_variable_list.0.values');
	});

	it('accepts both forms of lines, holidays and ids', () => {
		const holiday = [{ start: '2024-11-01 13:25', end: '2024-11-03 13:25' }];
		expect(
			refusal(taskBody({ destination_extension: '123', task_extras: { line: [LINE_ANY], holiday } })),
		).toBe('code 200');
	});

	it('keeps every digit of a script id sent as number or as string', () => {
		const text = JSON.stringify(taskBody({ destination_extension: 1 })).replace(
			'"destination_extension":1,',
			`"destination_extension":${big},`,
		);
		for (const body of [text, taskBody({ destination_extension: big })]) {
			const created = client.call('POST', `${NEW}/task`, body);
			const { id } = created.data as { id: string };
			const form = client.call('GET', `${NEW}/task/${id}/edit`);
			expect(form.data).toMatchObject({
				destination_extension: big,
				destination_extension_name: '新品发布会邀约',
			});
		}
		const rounded = taskBody({ destination_extension: Number(big) + 32 });
		expect(refusal(rounded)).toContain('does not exist');
	});

	it('demands JSON', () => {
		const form = client.raw('POST', `${NEW}/task`, 'name=x', {
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(JSON.parse(String(form.body))).toMatchObject({
			code: 422,
			message: expect.stringContaining('Content-Type'),
		});
		expect(client.call('POST', `${NEW}/task`, '{"name":')).toMatchObject({ code: 400 });
	});

	it('notes each accepted task in the ledger', () => {
		const fresh = createClient();
		fresh.createTask({ name: 'A' });
		fresh.createTask({ name: 'A' });
		fresh.call('POST', `${NEW}/task`, taskBody({ name: '' }));
		expect(fresh.ledger.counts()).toEqual({ 'yunfu.task': 2 });
		expect(fresh.ledger.duplicates('task')).toMatchObject([{ times: 2 }]);
	});
});
