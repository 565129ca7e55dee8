import {
	LeftOut,
	form,
	hashNumber,
	isNumberHash,
	maskPhoneNumber,
	normalizePhoneNumber,
	phoneNumberProblem,
	refuse,
	type Field,
	type NumberHash,
} from '../../../shared';
import { task } from '../../pickers';
import { ENCRYPTION_TYPES } from '../../values';
import { variableFields, variableValues, type VariableValues } from '../../variables';
import { invalidOutput } from './report';

/** A number and what its call needs to know: Import and Import One share these. */
export const numberFields = {
	TaskId: task,
	phoneNumber: form.lenient(
		'Phone Number',
		form.text('Phone Number', 'Number to call. Drag the field of your input data that holds it here.', {
			required: true,
			sent: false,
			example: '13800138000',
		}),
	),
	outId: form.text(
		'External ID',
		'Your own ID for this number, up to 128 characters. It comes back with the call’s result.',
		{ max: 128, sent: false, example: 'lead-4711' },
	),
	...variableFields,
};

export const encryption = (description: string) =>
	form.choice('Encryption', description, ENCRYPTION_TYPES, { default: 0 });

/** Options about phone numbers. */
export const numberOptions = {
	EncryptionType: encryption('Form in which Alibaba Cloud gets the numbers'),
	normalize: form.normalize,
	numbersAre: form.choice(
		'Numbers Are',
		'What the input data holds, when an encryption is chosen',
		[
			{
				name: 'Already Hashed',
				value: 'hashed',
				description: 'The numbers are hashes of the chosen encryption and go out as they are',
			},
			{
				name: 'Plain (Hash for Me)',
				value: 'plain',
				description: 'This node makes the hash of each number, as lower-case hexadecimal digits',
			},
		],
		{ default: 'plain', sent: false },
	),
};

interface NumberRules {
	EncryptionType?: number;
	normalize?: boolean;
	numbersAre?: string;
}

/** Hash of each `EncryptionType`. */
const HASHES: Record<number, NumberHash | undefined> = { 1: 'MD5', 2: 'SHA-256', 3: 'SM3' };

/** A number as it is sent, or what is wrong with it. */
export type PreparedNumber = { number: string } | { problem: string };

/**
 * Makes a number ready as the options say: normalised, checked, hashed.
 *
 * @throws Error when this n8n cannot make the hash
 */
export function preparedNumber(
	value: string,
	{ EncryptionType = 0, numbersAre, normalize }: NumberRules,
): PreparedNumber {
	const hash = HASHES[EncryptionType];
	if (hash !== undefined && numbersAre === 'hashed') {
		return isNumberHash(value, hash)
			? { number: value }
			: { problem: `"${maskPhoneNumber(value)}" is no ${hash} hash, but Numbers Are says so` };
	}
	const problem = phoneNumberProblem(value);
	if (problem !== undefined) return { problem: `"${maskPhoneNumber(value)}" ${problem}` };
	const number = normalize === false ? value : normalizePhoneNumber(value);
	return { number: hash === undefined ? number : hashNumber(number, hash) };
}

/** A number with what its call needs to know, checked. */
export interface NumberRecord {
	TaskId: string;
	phoneNumber: string;
	outId?: string;
	variables: VariableValues;
}

type Value<F> = F extends Field<infer V> ? V : never;

type NumberValues = { [Key in keyof typeof numberFields]: Value<(typeof numberFields)[Key]> } & NumberRules;

const RESERVED = ['calleeNumber', 'outId'];

/**
 * @param skips whether the user wants items left out whose number cannot be called
 * @throws Problem that names the field; LeftOut
 */
export function numberRecord(values: NumberValues, skips = false): NumberRecord {
	const { TaskId, phoneNumber = '', outId } = values;
	const prepared: PreparedNumber =
		phoneNumber === '' ? { problem: 'is empty' } : preparedNumber(phoneNumber, values);
	if ('problem' in prepared) {
		const { problem } = prepared;
		if (!skips) return refuse('Phone Number', problem);
		const masked = phoneNumber === '' ? '' : maskPhoneNumber(phoneNumber);
		throw new LeftOut(invalidOutput(problem, masked, outId, TaskId));
	}
	const variables = variableValues(values);
	const reserved = RESERVED.find((name) => Object.hasOwn(variables, name));
	if (reserved) refuse('Variables', `must not be named "${reserved}"`);
	return { TaskId, phoneNumber: prepared.number, outId, variables };
}
