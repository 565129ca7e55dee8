import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { generation, pageSize, subAccount } from '../../pickers';
import { simplifyTask } from './simplify';

export const nameFilter = form.text('Name', 'Only tasks with this in their name', { example: 'Spring sale' });

const status = <const Value extends number>(
	choices: Array<{ name: string; value: Value }>,
	ofGeneration: string,
) =>
	form.choices('Status', 'Only tasks in one of these states', choices, {
		default: [],
		show: { '/generation': [ofGeneration] },
		sent: false,
	});

export const legacyStatus = status(
	[
		{ name: 'Paused', value: 1 },
		{ name: 'Running', value: 2 },
		{ name: 'Waiting', value: 3 },
	],
	'legacy',
);

/** Yunfu takes one state as a number and several as a list. */
export const statusQuery = (states: number[] | undefined) => ({
	status: states?.length === 1 ? states[0] : states,
});

/**
 * 任务列表 of both generations: https://help.ccgpt.net/d/1864642409773379586.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务列表.html
 */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many tasks',
	description: 'Get the tasks of an account',
	route: { current: 'GET /task', legacy: 'GET /task' },
	isNew: true,
	kind: 'read',
	fields: {
		generation,
		...form.listFields,
		// The list of 2.0 tasks is of the main account; those of others have an operation of their own.
		sub_user_id: form.when({ generation: ['legacy'] }, subAccount),
		filters: form.filters({
			name: nameFilter,
			status: status(
				[
					{ name: 'Paused', value: 1 },
					{ name: 'Running or Waiting', value: 3 },
				],
				'new',
			),
			legacyStatus,
		}),
		options: form.options({ pageSize }),
	},
	values: ({ name, sub_user_id, ...input }) => ({
		name,
		...statusQuery(input.legacyStatus ?? input.status),
		sub_user_id,
	}),
	pages: listPages('uuid'),
	output: listRows,
	simplify: simplifyTask,
});
