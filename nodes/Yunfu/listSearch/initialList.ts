import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { objectsIn } from '../../shared';
import { initialAnswer } from './initialAnswer';

/** Entries whose name or ID holds what the user typed. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return {
		results: entries.filter(({ name, value }) => `${name} ${String(value)}`.toLowerCase().includes(wanted)),
	};
}

export const named = ({ id, name }: IDataObject): INodeListSearchItems => ({
	name: String(name ?? id),
	value: String(id),
});

/** Fills a picker with one list of the Initialize answer. */
export function searchInitialList(list: string) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return matching(objectsIn((await initialAnswer(this))[list]).map(named), filter);
	};
}
