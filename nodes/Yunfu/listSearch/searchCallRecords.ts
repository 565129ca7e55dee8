import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountPath, filledPath } from '../address';
import { INTENTION_LEVEL, NUMBER_STATUS } from '../labels';
import { formValue, subAccountIn } from './editor';
import { searchPage } from './searchPage';

function label({ number, calldate, status, intention_results: level }: IDataObject): string {
	const result = NUMBER_STATUS[String(status as number)];
	const intention = INTENTION_LEVEL[String(level as number)];
	return [number, calldate, result, intention && `level ${intention}`]
		.filter((part) => part !== undefined && part !== null && part !== '')
		.join(', ');
}

/** Calls of the chosen task, by number (通话列表). */
export async function searchCallRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const taskId = formValue(this, 'taskId');
	if (typeof taskId !== 'string') return { results: [] };
	const subUserId = subAccountIn(this);
	return await searchPage(this, {
		url: filledPath(accountPath('/task/{task_id}/record'), { task_id: taskId.trim() }),
		qs: {
			...(filter ? { keyword: filter } : {}),
			...(subUserId === '' ? {} : { sub_user_id: subUserId }),
		},
		page: paginationToken,
		entry: (row) =>
			row.id === undefined ? undefined : { name: label(row), value: String(row.id as string) },
	});
}
