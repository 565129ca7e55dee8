import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { integerArray, toEpochMs, type Operation } from '../../../shared';
import {
	externalIdField,
	limitField,
	pageSizeOption,
	returnAllField,
	simplifyField,
	taskField,
} from '../../fields';
import { listPages, listRows } from '../../lists';
import { actionRequest, toQuery } from '../../request';
import { labelled } from '../../shape';
import { CALL_RESULTS, COMPLETION, ENCRYPTION_TYPES } from '../../values';
import { simplifyDetail } from './simplify';

const MOST_DETAIL_IDS = 100;

/** Filters by time: what the user picks goes out as epoch milliseconds. */
const TIME_FILTERS = {
	importedAfter: { property: 'StartImportedTime', label: 'Imported After' },
	importedBefore: { property: 'EndImportedTime', label: 'Imported Before' },
	calledAfter: { property: 'StartCallingTime', label: 'Called After' },
	calledBefore: { property: 'EndCallingTime', label: 'Called Before' },
};

const timeFilter = (name: keyof typeof TIME_FILTERS, description: string): INodeProperties => ({
	displayName: TIME_FILTERS[name].label,
	name,
	type: 'dateTime',
	default: '',
	description,
});

const filters: INodeProperties[] = [
	{
		displayName: 'Batch ID',
		name: 'batchId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 118312345678901234',
		description: 'Only numbers of this import, as Number > Import returns it',
		routing: toQuery('BatchId'),
	},
	{
		displayName: 'Call Result',
		name: 'callResult',
		type: 'options',
		options: CALL_RESULTS,
		default: 'ANSWERED',
		description: 'Only calls with this result',
		routing: toQuery('CallResult'),
	},
	timeFilter(
		'calledAfter',
		'Only calls placed at this time or later. A time without an offset is China time (UTC+8).',
	),
	timeFilter(
		'calledBefore',
		'Only calls placed up to this time. A time without an offset is China time (UTC+8).',
	),
	{
		displayName: 'Called Number',
		name: 'calledNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'Only this number',
		routing: toQuery('CalledNumber'),
	},
	{
		displayName: 'Detail IDs',
		name: 'detailIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 966212345678901234, 966212345678901235',
		description: 'Only these call details: up to 100 IDs, separated by commas',
	},
	{
		displayName: 'Encryption',
		name: 'encryptionType',
		type: 'options',
		options: ENCRYPTION_TYPES,
		default: 0,
		description: 'How the numbers were encrypted when they were imported',
		routing: toQuery('EncryptionType'),
	},
	{ ...externalIdField, description: 'Only the number that was imported with this ID of yours' },
	timeFilter(
		'importedAfter',
		'Only numbers imported at this time or later. A time without an offset is China time (UTC+8).',
	),
	timeFilter(
		'importedBefore',
		'Only numbers imported up to this time. A time without an offset is China time (UTC+8).',
	),
	{
		displayName: 'Longest Conversation (Minutes)',
		name: 'maxConversationDuration',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'Only conversations of at most so many minutes',
		routing: toQuery('MaxConversationDuration'),
	},
	{
		displayName: 'Major Intent',
		name: 'majorIntent',
		type: 'string',
		default: '',
		placeholder: 'e.g. A',
		description: 'Only conversations with this main intent, as the agent defines it',
		routing: toQuery('MajorIntent'),
	},
	{
		displayName: 'Shortest Conversation (Minutes)',
		name: 'minConversationDuration',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'Only conversations of at least so many minutes',
		routing: toQuery('MinConversationDuration'),
	},
];

/**
 * A number that is called while the lists are read is pending in one and completed in the next: it comes out once, as
 * it was read last.
 */
function latest(rows: IDataObject[]): IDataObject[] {
	const byId = new Map<unknown, IDataObject>();
	for (const row of rows) byId.set(row.detailId ?? row.DetailId ?? row, row);
	return [...byId.values()];
}

/** QueryAiCallDetailPage: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalldetailpage */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many call details',
		description: 'Get who was called in a call task, with what result, and what was said',
		routing: actionRequest('QueryAiCallDetailPage'),
	},
	kind: 'read',
	fields: [
		taskField,
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any', description: 'Asks for each status in turn' },
				{ name: 'Completed', value: '1', description: 'The person was called' },
				{ name: 'Failed', value: '2', description: 'The call could not be placed' },
				{ name: 'Pending', value: '0', description: 'Not called yet, or to be called again' },
			],
			default: '1',
			description: 'Which of the task’s numbers to return',
		},
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	check(request) {
		const place = { itemIndex: this.getItemIndex() };
		const chosen = this.getNodeParameter('filters', {}) as IDataObject;
		const qs: IDataObject = {};
		for (const [name, { property, label }] of Object.entries(TIME_FILTERS)) {
			if (chosen[name] === undefined || chosen[name] === '') continue;
			const time = toEpochMs(chosen[name]);
			if (time === undefined) {
				throw new NodeOperationError(
					this.getNode(),
					`${label} is not a date and time [item ${place.itemIndex}]`,
					place,
				);
			}
			qs[property] = time;
		}
		const ids = String(chosen.detailIds ?? '')
			.split(/[\s,，;]+/)
			.filter((id) => id !== '');
		if (ids.some((id) => !/^\d{1,20}$/.test(id))) {
			throw new NodeOperationError(
				this.getNode(),
				`Detail IDs must have digits only [item ${place.itemIndex}]`,
				place,
			);
		}
		if (ids.length > MOST_DETAIL_IDS) {
			throw new NodeOperationError(
				this.getNode(),
				`Detail IDs must be at most ${MOST_DETAIL_IDS}, but are ${ids.length} [item ${place.itemIndex}]`,
				place,
			);
		}
		if (ids.length > 0) qs.DetailIds = integerArray(ids);
		request.qs = { ...request.qs, ...qs };
	},
	variants(request) {
		const status = String(this.getNodeParameter('status'));
		// Pending first: what ends meanwhile is then found in one of the lists that follow.
		const wanted = status === 'any' ? ['0', '1', '2'] : [status];
		return wanted.map((Status) => ({ ...request, qs: { ...request.qs, Status } }));
	},
	pages: listPages('DetailId'),
	rows: listRows,
	simplify: (row, request) => {
		const detail = simplifyDetail(row);
		detail.completion = labelled(Number(request.qs?.Status), COMPLETION);
		return detail;
	},
	async finish(rows) {
		// One list has no number twice.
		const once = this.getNodeParameter('status') === 'any' ? latest(rows) : rows;
		return once.map((json) => ({ json }));
	},
};
