import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared';
import { labelled, readTranscript, tidy, transcriptText, transcriptTurns } from '../../shape';
import {
	CALL_RESULTS,
	CALL_RESULT_TEXTS,
	CARRIER_STATUS,
	DETAIL_STATUS,
	ENCRYPTION_TYPES,
	HANGUP_DIRECTION,
	HANGUP_DIRECTION_TEXTS,
} from '../../values';

type Value = IDataObject[string];

const FINAL_STATUS = new Set(['4', '5']);

const namesByValue = (options: Array<{ name: string; value: unknown }>): Record<string, string> =>
	Object.fromEntries(options.map(({ name, value }) => [String(value), name]));

const RESULT_NAMES = namesByValue(CALL_RESULTS as Array<{ name: string; value: unknown }>);
const ENCRYPTION_NAMES = namesByValue(ENCRYPTION_TYPES as Array<{ name: string; value: unknown }>);

/** One action has the encryption as number, another as text. */
const asNumber = (value: Value): Value =>
	typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

const LABELLED: Record<string, (value: Value) => Value> = {
	status: (value) => labelled(value, DETAIL_STATUS),
	callResult: (value) => labelled(CALL_RESULT_TEXTS[String(value)] ?? value, RESULT_NAMES),
	statusCode: (value) => labelled(value, CARRIER_STATUS),
	hangupDirection: (value) => labelled(HANGUP_DIRECTION_TEXTS[String(value)] ?? value, HANGUP_DIRECTION),
	encryptionType: (value) => labelled(asNumber(value), ENCRYPTION_NAMES),
};

const LABELS = Object.entries(LABELLED);

/**
 * Whether nothing more will happen to a call detail. While a retry is due the release time of the last try is
 * there already, so that the status decides where there is one.
 */
export function isFinalDetail(row: IDataObject): boolean {
	const status = String(row.Status);
	return status in DETAIL_STATUS ? FINAL_STATUS.has(status) : Number(row.ReleaseTime) > 0;
}

const rowsOf = (value: unknown): IDataObject[] | undefined =>
	Array.isArray(value) && value.every(isObject) ? (value as IDataObject[]) : undefined;

const asBoolean = (value: Value): Value => (value === 'true' ? true : value === 'false' ? false : value);

/** Call variables by key and output tags by name, with all that the vendor tells about them beside. */
function namedValues(detail: IDataObject): IDataObject {
	const variables = rowsOf(detail.variables);
	const tags = rowsOf(detail.outputTags);
	return {
		...(variables && {
			variables: Object.fromEntries(variables.map(({ key, value }) => [String(key), value])),
			variableDetails: variables.map((variable) =>
				'required' in variable ? { ...variable, required: asBoolean(variable.required) } : variable,
			),
		}),
		...(tags && {
			outputTags: Object.fromEntries(
				tags.map(({ outputTagName, outputTagValue }) => [String(outputTagName), outputTagValue]),
			),
			outputTagDetails: tags,
		}),
	};
}

/** A call detail as it comes out while Simplify is on, from a row of any of the three actions that return one. */
export function simplifyDetail(row: IDataObject): IDataObject {
	const detail = tidy(row);
	// Only what tidying could not read is worth another look.
	const turns =
		typeof detail.conversationRecord === 'string'
			? readTranscript(row.ConversationRecord)
			: transcriptTurns(detail.conversationRecord);
	for (const [name, label] of LABELS) {
		if (detail[name] !== undefined && detail[name] !== null) detail[name] = label(detail[name]);
	}
	Object.assign(detail, namedValues(detail));
	if (row.Status !== undefined) detail.finished = isFinalDetail(row);
	if (turns) {
		detail.conversationRecord = turns as unknown as IDataObject[];
		detail.transcript = transcriptText(turns);
	}
	return detail;
}
