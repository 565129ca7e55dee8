import { NodeOperationError, type IExecuteSingleFunctions, type INodeProperties } from 'n8n-workflow';

import { maskPhoneNumber, normalizePhoneNumber } from '../../../shared';

/** Several numbers in one field: Delete and Reset Status share it. */
export const phonesField: INodeProperties = {
	displayName: 'Phone Numbers',
	name: 'phoneNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. 13800138000, 13800138001',
	description: 'The numbers, separated by commas, or an expression that gives a list of numbers',
};

/** Numbers may have the suffix that Add Suffix to Numbers gave them. */
const NUMBER = /^\+?[\d-]{3,20}(_[a-z0-9]+)?$/;

/** @throws NodeOperationError for what is no number, unless the numbers are encrypted */
export function phonesOf(context: IExecuteSingleFunctions, encrypted: boolean): string[] {
	const value: unknown = context.getNodeParameter('phoneNumbers', '');
	const list = Array.isArray(value) ? value : String(value ?? '').split(/[,，;；\n]+/);
	const given = list.map((entry) => String(entry ?? '').trim()).filter((entry) => entry !== '');
	const phones = encrypted
		? given
		: given.map((phone) => (phone.includes('_') ? phone : normalizePhoneNumber(phone)));
	const wrong = encrypted ? undefined : phones.find((phone) => !NUMBER.test(phone));
	if (wrong === undefined) return [...new Set(phones)];
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(
		context.getNode(),
		`Phone Numbers has "${maskPhoneNumber(wrong)}", which is no phone number [item ${itemIndex}]`,
		{ itemIndex, description: 'Separate numbers by commas. Nothing was sent.' },
	);
}
