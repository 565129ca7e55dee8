import { form } from '../../../shared';
import { INTENTION_LEVEL, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize, subAccount, task } from '../../pickers';
import { spanOf, timeFilter } from '../../times';
import { simplifyRecord } from './simplify';

const score = (label: string, description: string, standard: number) =>
	form.number(label, description, { required: true, precision: 0, default: standard });

const filters = form.filters({
	start_at: timeFilter('Called After', 'Only calls placed at this time or later.', 'calledAfter'),
	end_at: timeFilter('Called Before', 'Only calls placed up to this time.', 'calledBefore'),
	hungUpAfter: timeFilter(
		'Hung Up After',
		'Only calls that ended at this time or later; goes with Hung Up Before.',
		'hungUpAfter',
	),
	hungUpBefore: timeFilter(
		'Hung Up Before',
		'Only calls that ended up to this time; goes with Hung Up After.',
		'hungUpBefore',
	),
	intention_tags: form.choices(
		'Intention Levels',
		'Only calls with one of these levels',
		optionsOf(INTENTION_LEVEL),
		{ name: 'intentionLevels', default: [] },
	),
	keyword: form.text('Number Contains', 'Only calls to this number', { example: '13800138000' }),
	levels: form.rows('Scores', 'Only calls with a score in one of these ranges', {
		name: 'scores',
		entry: ['range', 'Range'],
		add: 'Add Score Range',
		members: { from: score('From', 'Lowest score', 0), to: score('To', 'Highest score', 100) },
		check: ({ from, to }) => (from <= to ? undefined : 'must go from a lower to a higher whole number'),
	}),
});

/** 通话列表: https://docs.longlonglong.cn/api/API接口/通话记录/通话列表.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many call records',
	description: 'Get the calls of a task with their results',
	route: 'GET /task/{task_id}/record',
	kind: 'read',
	fields: {
		task_id: task,
		...form.listFields,
		sub_user_id: subAccount,
		filters,
		options: form.options({ pageSize }),
	},
	values: ({ keyword, levels = [], start_at, end_at, intention_tags, sub_user_id, ...ended }) => ({
		keyword,
		levels: levels.length > 0 ? levels.map(({ from, to }) => [from, to]) : undefined,
		start_at,
		end_at,
		intention_tags,
		hangup_date: spanOf([ended.hungUpAfter, 'Hung Up After'], [ended.hungUpBefore, 'Hung Up Before']),
		sub_user_id,
	}),
	pages: listPages('id'),
	output: listRows,
	simplify: simplifyRecord,
});
