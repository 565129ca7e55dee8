import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { scriptName, scriptsOf } from '../scriptKinds';
import { formValue } from './editor';
import { initialAnswer } from './initialAnswer';
import { matching } from './initialList';

/** Scripts of the chosen script kind by name. */
export async function searchScripts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kind = formValue(this, 'scriptKind');
	const scripts = scriptsOf(await initialAnswer(this), typeof kind === 'string' ? kind : undefined);
	return matching(
		scripts.map((script) => ({ name: scriptName(script), value: String(script.row.id) })),
		filter,
	);
}
