import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { accountPath } from './address';
import { listRows } from './lists';
import { ask } from './service';

/** The account's own fields of the CRM pool, by name (公海自定义组件初始化). */
export async function mapCrmFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const body = await ask(this, { method: 'GET', url: accountPath('/customer/create') });
	const fields = listRows(body).map(({ id, name, type, validate }): ResourceMapperField => ({
		id: String(id),
		displayName: String(name),
		required: Array.isArray(validate) && (validate as unknown[]).includes('required'),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: type === 'number' ? 'number' : 'string',
	}));
	return fields.length > 0
		? { fields }
		: { fields, emptyFieldsNotice: 'The CRM pool of this account has no fields of its own.' };
}

/** The same fields to look customers up by: none is required. */
export async function mapCrmFilter(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { fields, ...more } = await mapCrmFields.call(this);
	return { ...more, fields: fields.map((field) => ({ ...field, required: false })) };
}
