import { ok } from '../response.mts';
import type { NewNumber } from '../state.mts';
import { invalid, missing, withTask, type Action } from './action.mts';
import { recordNumbers } from './record-numbers.mts';
import { variablesFrom } from './variables.mts';

const MAX_NUMBERS = 1000;
const MAX_OUT_ID = 128;

/** One record of PhoneNumberList, or what is wrong with it. */
function numberFrom(row: Record<string, unknown>): NewNumber | string {
	const { calleeNumber, outId, ...variables } = row;
	if (typeof calleeNumber !== 'string' || calleeNumber === '') {
		return 'calleeNumber must be a non-empty string';
	}
	if (outId !== undefined && (typeof outId !== 'string' || outId.length > MAX_OUT_ID)) {
		return `outId must be a string of at most ${MAX_OUT_ID} characters`;
	}
	const read = variablesFrom(variables);
	if ('wrong' in read) return `variable ${read.wrong} must be a plain value`;
	return { number: calleeNumber, outId, variables: read.variables };
}

/** ImportTaskNumberDatas: all records or none; Data is the batch id as a bare int64. */
export const importNumbers: Action = (parameters, context) => {
	if (parameters.required('DataType') !== 'JSON') return invalid('DataType', 'only JSON is supported');
	if (parameters.text('OssFileName') !== undefined) return invalid('OssFileName', 'not supported yet');
	const encryptionType = parameters.number('EncryptionType') ?? 0;
	if (encryptionType < 0 || encryptionType > 3) return invalid('EncryptionType', 'must be from 0 to 3');
	const rows = parameters.rows('PhoneNumberList');
	if (rows === undefined) return missing('PhoneNumberList');
	if (rows.length > MAX_NUMBERS) return invalid('PhoneNumberList', `at most ${MAX_NUMBERS} records`);
	const numbers: NewNumber[] = [];
	for (const [index, row] of rows.entries()) {
		const number = numberFrom(row);
		if (typeof number === 'string') return invalid('PhoneNumberList', `record ${index}: ${number}`);
		numbers.push(number);
	}
	return withTask(parameters, context, (task) => ({
		accept: () => {
			const added = context.state.addDetails(task, numbers, context.now, encryptionType);
			recordNumbers(context, added);
			return ok(context.action, added[0]?.batchId);
		},
	}));
};
