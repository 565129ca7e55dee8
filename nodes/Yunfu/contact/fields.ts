import type { INodeProperties } from 'n8n-workflow';

import { SEX, optionsOf } from '../labels';

/** A person and what Yunfu keeps about them: imports into tasks and into the CRM pool share these. */

export const phoneField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 13800138000',
	description: 'Number of the person. Drag the field of your input data that holds it here.',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'contactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Li Na',
	description: 'Name of the person',
};

export const extraField: INodeProperties = {
	displayName: 'External ID',
	name: 'extra',
	type: 'string',
	default: '',
	placeholder: 'e.g. lead-4711',
	description: 'Your own ID for this number. It comes back with the call record and in callbacks.',
};

/** The account's own CRM fields, as the editor loads them with a method of the node. */
const crmMapper = (resourceMapperMethod: string, description: string): INodeProperties => ({
	displayName: 'CRM Fields',
	name: 'crmFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description,
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod,
			mode: 'add',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError: 'No fields were found. They are added in Yunfu, in the field settings of the CRM pool.',
		},
	},
});

export const crmFieldsField = crmMapper(
	'mapCrmFields',
	'Values for the fields that you added to the CRM pool in Yunfu',
);

export const crmFilterField = crmMapper(
	'mapCrmFilter',
	'Only customers with these values in the fields that you added to the CRM pool in Yunfu',
);

const ID_HINT = 'ID from the settings of the CRM pool in Yunfu';

const details: INodeProperties[] = [
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme Trading',
		description: 'Company of the person',
	},
	{
		displayName: 'Customer Grade ID',
		name: 'gradeId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3',
		description: `Customer grade. ${ID_HINT}.`,
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. li.na@example.com',
		description: 'Email address of the person',
	},
	{
		displayName: 'Gender',
		name: 'sex',
		type: 'options',
		options: optionsOf(SEX),
		default: 0,
		description: 'Gender of the person',
	},
	{
		displayName: 'Industry ID',
		name: 'industryId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12',
		description: `Industry. ${ID_HINT}.`,
	},
	{
		displayName: 'Sort Order',
		name: 'sort',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 0,
		description: 'Place of the number in its list; Yunfu does not say which end comes first',
	},
	{
		displayName: 'Source ID',
		name: 'sourceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7',
		description: `Where the contact comes from. ${ID_HINT}.`,
	},
];

/** The fields that few contacts have. */
export const detailsField = (more: INodeProperties[] = []): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [...details, ...more].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
});
