import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import {
	limitField,
	pageSizeOption,
	returnAllField,
	simplifyField,
	subAccountField,
	taskField,
} from '../../fields';
import { INTENTION_LEVEL, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { chinaSpanOf, chinaTimeOf } from '../../times';
import { simplifyRecord } from './simplify';

const CHINA = 'A time without an offset is China time (UTC+8).';

const time = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `${description} ${CHINA}`,
});

const filters: INodeProperties[] = [
	time('Called After', 'calledAfter', 'Only calls placed at this time or later.'),
	time('Called Before', 'calledBefore', 'Only calls placed up to this time.'),
	time(
		'Hung Up After',
		'hungUpAfter',
		'Only calls that ended at this time or later; goes with Hung Up Before.',
	),
	time('Hung Up Before', 'hungUpBefore', 'Only calls that ended up to this time; goes with Hung Up After.'),
	{
		displayName: 'Intention Levels',
		name: 'intentionLevels',
		type: 'multiOptions',
		options: optionsOf(INTENTION_LEVEL),
		default: [],
		description: 'Only calls with one of these levels',
	},
	{
		displayName: 'Number Contains',
		name: 'keyword',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'Only calls to this number',
	},
	{
		displayName: 'Scores',
		name: 'scores',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Score Range' },
		default: {},
		placeholder: 'Add Score Range',
		description: 'Only calls with a score in one of these ranges',
		options: [
			{
				displayName: 'Range',
				name: 'range',
				values: [
					{
						displayName: 'From',
						name: 'from',
						type: 'number',
						typeOptions: { numberPrecision: 0 },
						default: 0,
						description: 'Lowest score',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'number',
						typeOptions: { numberPrecision: 0 },
						default: 100,
						description: 'Highest score',
					},
				],
			},
		],
	},
];

/** @throws NodeOperationError for a range that is none */
function scoresOf(context: IExecuteSingleFunctions, value: unknown): number[][] | undefined {
	const { range = [] } = (value ?? {}) as { range?: Array<{ from: unknown; to: unknown }> };
	const ranges = range.map(({ from, to }) => [Number(from), Number(to)]);
	if (ranges.every(([from, to]) => Number.isInteger(from) && Number.isInteger(to) && from <= to)) {
		return ranges.length > 0 ? ranges : undefined;
	}
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(
		context.getNode(),
		`Scores has a range that does not go from a lower to a higher whole number [item ${itemIndex}]`,
		{ itemIndex, description: 'Nothing was sent.' },
	);
}

/** 通话列表: https://docs.longlonglong.cn/api/API接口/通话记录/通话列表.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many call records',
		description: 'Get the calls of a task with their results',
		routing: { request: { method: 'GET', url: accountPath('/task/{task_id}/record') } },
	},
	kind: 'read',
	fields: [
		taskField,
		returnAllField,
		limitField,
		simplifyField,
		subAccountField,
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
		const chosen = this.getNodeParameter('filters', {}) as IDataObject;
		const levels = Array.isArray(chosen.intentionLevels) ? chosen.intentionLevels : [];
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, {
			keyword: String(chosen.keyword ?? '').trim(),
			levels: scoresOf(this, chosen.scores),
			start_at: chinaTimeOf(this, chosen.calledAfter, 'Called After'),
			end_at: chinaTimeOf(this, chosen.calledBefore, 'Called Before'),
			intention_tags: levels.length > 0 ? levels : undefined,
			hangup_date: chinaSpanOf(
				this,
				{ value: chosen.hungUpAfter, label: 'Hung Up After' },
				{ value: chosen.hungUpBefore, label: 'Hung Up Before' },
			),
			...subAccountOf(this),
		});
	},
	pages: listPages('id'),
	rows: listRows,
	simplify: simplifyRecord,
};
