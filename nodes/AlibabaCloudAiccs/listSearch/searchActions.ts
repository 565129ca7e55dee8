import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ACTIONS } from '../resources/api/actions';

/** The actions of the vendor's directory by name or group, e.g. `GetAgent (Agent Management)`. */
export async function searchActions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: Object.entries(ACTIONS)
			.flatMap(([group, actions]) =>
				actions.map((action) => ({ name: `${action} (${group})`, value: action })),
			)
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
