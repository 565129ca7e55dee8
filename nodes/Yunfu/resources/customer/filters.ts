import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { readCrmFilter } from '../../contact/crmFields';
import { OPERATOR, optionsOf } from '../../labels';
import { chinaSpanOf } from '../../times';

/** Which customers of the CRM pool an operation is about: Get Many and Move to Task share these. */

export const customerFilters: INodeProperties[] = [
	{
		displayName: 'Added After',
		name: 'addedAfter',
		type: 'dateTime',
		default: '',
		description:
			'Only customers added at this time or later; goes with Added Before. A time without an offset is China time (UTC+8).',
	},
	{
		displayName: 'Added Before',
		name: 'addedBefore',
		type: 'dateTime',
		default: '',
		description:
			'Only customers added up to this time; goes with Added After. A time without an offset is China time (UTC+8).',
	},
	{
		displayName: 'Carrier',
		name: 'operator',
		type: 'multiOptions',
		options: optionsOf(OPERATOR),
		default: [],
		description: 'Only numbers of these carriers',
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'Only customers with this number',
	},
];

export const listOf = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value : undefined);

/** The shared filters as the API takes them. */
export function filterOf(context: IExecuteSingleFunctions): Record<string, unknown> {
	const chosen = context.getNodeParameter('filters', {}) as IDataObject;
	return {
		components: listOf(readCrmFilter(context)),
		phone: String(chosen.phone ?? '').trim(),
		created_at: chinaSpanOf(
			context,
			{ value: chosen.addedAfter, label: 'Added After' },
			{ value: chosen.addedBefore, label: 'Added Before' },
		),
		operator: listOf(chosen.operator),
	};
}

/** Whether the numbers in the filters are encrypted. */
export const encryptionOf = (context: IExecuteSingleFunctions) => {
	const { encryption } = context.getNodeParameter('options', {}) as IDataObject;
	return { encryption: encryption === true ? true : undefined };
};
