import type { IDataObject } from 'n8n-workflow';

import { objectsIn } from '../shared';

/** The lists of the Initialize answer that hold scripts, by the script kind (`group_type`) they belong to. */
export const SCRIPT_LISTS: Record<string, string[]> = {
	group: ['outbound_group', 'big_model_outbound_group'],
	robot: ['outbound_group_v2'],
};

export interface Script {
	list: string;
	row: IDataObject;
}

/** All scripts of a kind; of all kinds when it is unknown. */
export function scriptsOf(initial: IDataObject, kind?: string): Script[] {
	const lists = (kind === undefined ? undefined : SCRIPT_LISTS[kind]) ?? Object.values(SCRIPT_LISTS).flat();
	return lists.flatMap((list) => objectsIn(initial[list]).map((row) => ({ list, row })));
}

/** Large-model scripts speak end to end or by text. */
const isEndToEnd = ({ row }: Script) => String(row.llm_end_type) === '1';

/** What a line may be used for (`usage`) to serve a script; undefined where any line does. From the notes of 任务创建. */
export function usagesFor(script: Script): number[] | undefined {
	if (script.list === 'outbound_group') return [1, 3, 5, 7];
	if (script.list === 'big_model_outbound_group') return isEndToEnd(script) ? [4, 5, 6, 7] : [2, 3, 6, 7];
	return undefined;
}

/** Whether a line can serve a script. A line whose use Yunfu does not tell passes. */
export function serves(line: IDataObject, script: Script): boolean {
	const usages = usagesFor(script);
	return usages === undefined || line.usage === undefined || usages.includes(Number(line.usage));
}

/** A script's name with what tells it from others. */
export function scriptName(script: Script): string {
	const name = String(script.row.name ?? script.row.id);
	if (script.list === 'outbound_group_v2') return `${name} (2.0)`;
	if (script.list !== 'big_model_outbound_group') return name;
	return `${name} (${isEndToEnd(script) ? 'LLM, End to End' : 'LLM'})`;
}
