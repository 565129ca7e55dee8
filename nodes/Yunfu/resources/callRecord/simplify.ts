import type { IDataObject } from 'n8n-workflow';

import { objectsIn } from '../../../shared';
import { INTENTION_LEVEL, NUMBER_STATUS, labelled } from '../../labels';
import { tidy } from '../../tidy';

/** A call with readable status and intention level. */
export function simplifyRecord(row: IDataObject): IDataObject {
	const record = tidy(row);
	return {
		...record,
		...(record.status === undefined ? {} : { status: labelled(record.status, NUMBER_STATUS) }),
		...(record.intention_results === undefined
			? {}
			: { intention_results: labelled(record.intention_results, INTENTION_LEVEL) }),
	};
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/**
 * What was said, turn by turn: a row of the vendor holds what the person said (`question`) and what the robot
 * answered (`answer_content`). Rows of large-model scripts look different: they come along as they are.
 */
export function simplifyDetail(data: IDataObject): IDataObject {
	const rows = objectsIn(data.records);
	const turns = rows.flatMap((row): IDataObject[] => {
		const { created_at: time } = tidy({ created_at: row.created_at });
		const said = textOf(row.question);
		const answered = textOf(row.answer_content);
		const at = time === undefined ? {} : { time };
		return [
			...(said === '' ? [] : [{ role: 'user', content: said, ...at }]),
			...(answered === '' ? [] : [{ role: 'robot', content: answered, ...at }]),
		];
	});
	const [first] = rows;
	const rest = { ...data };
	delete rest.records;
	return {
		...(first === undefined
			? {}
			: tidy({ record_id: first.record_id, callid: first.callid, callee: first.callee })),
		...tidy(rest),
		conversation: turns,
		transcript: turns.map(({ role, content }) => `${String(role)}: ${String(content)}`).join('\n'),
		...(turns.length > 0 || rows.length === 0 ? {} : { records: rows }),
	};
}
