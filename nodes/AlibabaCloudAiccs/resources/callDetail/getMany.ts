import type { IDataObject } from 'n8n-workflow';

import { form, integerArray } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize, task } from '../../pickers';
import { labelled } from '../../shape';
import { CALL_RESULTS, COMPLETION } from '../../values';
import { encryption } from '../number/numbers';
import { simplifyDetail } from './simplify';

const timeFilter = (label: string, name: string, only: string) =>
	form.time(label, `Only ${only}. A time without an offset is China time (UTC+8).`, { name });

const minutesFilter = (label: string, most: string, standard: number) =>
	form.number(label, `Only conversations of at ${most} so many minutes`, { min: 0, default: standard });

const filters = form.filters({
	BatchId: form.text('Batch ID', 'Only numbers of this import, as Number > Import returns it', {
		example: '118312345678901234',
	}),
	CallResult: form.choice('Call Result', 'Only calls with this result', CALL_RESULTS, {
		default: 'ANSWERED',
	}),
	StartCallingTime: timeFilter('Called After', 'calledAfter', 'calls placed at this time or later'),
	EndCallingTime: timeFilter('Called Before', 'calledBefore', 'calls placed up to this time'),
	CalledNumber: form.text('Called Number', 'Only this number', { example: '13800138000' }),
	DetailIds: form.list('Detail IDs', 'Only these call details: up to 100 IDs, separated by commas', {
		example: '966212345678901234, 966212345678901235',
		max: 100,
		pattern: [/^\d{1,20}$/, 'must have digits only'],
		splitAtSpaces: true,
		encode: integerArray,
	}),
	EncryptionType: encryption('How the numbers were encrypted when they were imported'),
	OutId: form.text('External ID', 'Only the number that was imported with this ID of yours', {
		example: 'lead-4711',
	}),
	StartImportedTime: timeFilter('Imported After', 'importedAfter', 'numbers imported at this time or later'),
	EndImportedTime: timeFilter('Imported Before', 'importedBefore', 'numbers imported up to this time'),
	MaxConversationDuration: minutesFilter('Longest Conversation (Minutes)', 'most', 60),
	MajorIntent: form.text(
		'Major Intent',
		'Only conversations with this main intent, as the agent defines it',
		{ example: 'A' },
	),
	MinConversationDuration: minutesFilter('Shortest Conversation (Minutes)', 'least', 1),
});

/**
 * A number that is called while the lists are read is pending in one and completed in the next: it comes out once, as
 * it was read last.
 */
function latest(rows: IDataObject[]): IDataObject[] {
	const byId = new Map<unknown, IDataObject>();
	for (const row of rows) byId.set(row.detailId ?? row.DetailId ?? row, row);
	return [...byId.values()];
}

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalldetailpage */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many call details',
	description: 'Get who was called in a call task, with what result, and what was said',
	action: 'QueryAiCallDetailPage',
	kind: 'read',
	fields: {
		TaskId: task,
		status: form.choice(
			'Status',
			'Which of the task’s numbers to return',
			[
				{ name: 'Any', value: 'any', description: 'Asks for each status in turn' },
				{ name: 'Completed', value: '1', description: 'The person was called' },
				{ name: 'Failed', value: '2', description: 'The call could not be placed' },
				{ name: 'Pending', value: '0', description: 'Not called yet, or to be called again' },
			],
			{ default: '1', sent: false },
		),
		...form.listFields,
		filters,
		options: form.options({ pageSize }),
	},
	// Pending first: what ends meanwhile is then found in one of the lists that follow.
	variants: (values) =>
		values.status === 'any' ? (['0', '1', '2'] as const).map((status) => ({ ...values, status })) : [values],
	query: ({ status }) => ({ Status: status }),
	pages: listPages('DetailId'),
	output: listRows,
	simplify: (row, { status }) => ({
		...simplifyDetail(row),
		completion: labelled(Number(status), COMPLETION),
	}),
	// One list has no number twice.
	items: (rows, { status }) => (status === 'any' ? latest(rows) : rows).map((json) => ({ json })),
});
