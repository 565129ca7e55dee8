import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared';
import { scriptsOf, serves } from '../scriptKinds';
import { formValue } from './editor';
import { initialAnswer } from './initialAnswer';
import { matching } from './initialList';

/** The name people gave a line stands in its remark. */
function entry(line: IDataObject): INodeListSearchItems {
	const { line_id: id, name, remark, new_line: detail, residue } = line;
	const label = [remark, name, isObject(detail) ? detail.name : undefined, id].find(
		(candidate) => typeof candidate === 'string' && candidate !== '',
	);
	const free = residue === undefined || residue === null ? '' : ` · ${String(residue as number)} free`;
	return { name: `${String(label)}${free}`, value: String(id) };
}

/** Lines by name: those that can serve the chosen script, or all while there is none. */
export async function searchLines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const initial = await initialAnswer(this);
	const lines = objectsIn(initial.caller_line_list);
	const kind = formValue(this, 'scriptKind');
	const scriptId = String(formValue(this, 'scriptId') ?? '').trim();
	const script = scriptsOf(initial, typeof kind === 'string' ? kind : undefined).find(
		({ row }) => String(row.id) === scriptId,
	);
	const fitting = script ? lines.filter((line) => serves(line, script)) : lines;
	if (lines.length > 0 && fitting.length === 0) {
		throw new NodeOperationError(this.getNode(), 'No line of this account can serve the chosen script', {
			description: 'Choose another script, or ask your provider for a line for this kind of script.',
		});
	}
	return matching(fitting.map(entry), filter);
}
