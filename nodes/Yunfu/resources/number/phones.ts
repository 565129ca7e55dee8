import { form, maskPhoneNumber, normalizePhoneNumber, refuse } from '../../../shared';

/** Several numbers in one field: Delete and Reset Status share it. */
export const phones = <const Options extends { required?: true; show?: { numbers: string[] } }>(
	options: Options,
) =>
	form.list(
		'Phone Numbers',
		'The numbers, separated by commas, or an expression that gives a list of numbers',
		{
			...options,
			name: 'phoneNumbers',
			example: '13800138000, 13800138001',
		},
	);

/** Numbers may have the suffix that Add Suffix to Numbers gave them. */
const NUMBER = /^\+?[\d-]{3,20}(_[a-z0-9]+)?$/;

/** @throws Problem for what is no number, unless the numbers are encrypted */
export function checkedPhones(given: string[] = [], encrypted = false): string[] {
	if (encrypted) return given;
	const numbers = given.map((phone) => (phone.includes('_') ? phone : normalizePhoneNumber(phone)));
	const wrong = numbers.find((phone) => !NUMBER.test(phone));
	if (wrong === undefined) return [...new Set(numbers)];
	return refuse(
		'Phone Numbers',
		`has "${maskPhoneNumber(wrong)}", which is no phone number`,
		'Separate numbers by commas.',
	);
}
