import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { form, isObject, refuse, textIn, toChinaTime, toEpochMs, type Mapped } from '../../shared';
import { mapCrmFields, mapCrmFilter } from '../mapCrmFields';

/** The account's own fields of the CRM pool. */

/** A value of a CRM field, as the API takes it (`components`). */
export interface Component {
	id: string;
	value: string;
}

/** The field of an item with the name or the ID of a CRM field. */
const ofSameName = (json: IDataObject, { id, displayName }: ResourceMapperField): unknown =>
	Object.hasOwn(json, displayName) ? json[displayName] : json[id];

const crmMapper = (
	mapping: Record<string, typeof mapCrmFields>,
	description: string,
	show?: Record<string, string[]>,
) =>
	form.mapper('CRM Fields', description, {
		name: 'crmFields',
		show,
		mapping,
		typeOptions: {
			mode: 'add',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError: 'No fields were found. They are added in Yunfu, in the field settings of the CRM pool.',
		},
		ofItem: ofSameName,
	});

export const crmFields = crmMapper(
	{ mapCrmFields },
	'Values for the fields that you added to the CRM pool in Yunfu',
);

const FILTER = 'Only customers with these values in the fields that you added to the CRM pool in Yunfu';
export const crmFilter = crmMapper({ mapCrmFilter }, FILTER);
export const crmFilterOfFiltered = crmMapper({ mapCrmFilter }, FILTER, { customers: ['filtered'] });

function textOf(value: unknown): string {
	const epochMs = typeof value === 'object' && value !== null ? toEpochMs(value) : undefined;
	if (epochMs !== undefined) return toChinaTime(epochMs);
	return isObject(value) ? JSON.stringify(value) : textIn('CRM Fields', value).trim();
}

const filledIn = (values: Record<string, unknown>): Component[] =>
	Object.entries(values)
		.map(([id, value]) => ({ id, value: textOf(value) }))
		.filter(({ value }) => value !== '');

/**
 * The CRM fields of a person; undefined while none is filled in.
 *
 * @throws Problem: Yunfu demands the required fields from those who fill in any
 */
export function componentsOf({ values, schema }: Mapped): Component[] | undefined {
	const given = filledIn(values);
	if (given.length === 0) return undefined;
	const missing = schema.find(({ id, required }) => required && !given.some((entry) => entry.id === id));
	return missing ? refuse('CRM Fields', `need a value for "${missing.displayName}"`) : given;
}

/** The CRM fields that customers are looked for by: a search needs none of those that an import has to have. */
export function filterComponents(mapped: Mapped | undefined): Component[] | undefined {
	const given = filledIn(mapped?.values ?? {});
	return given.length === 0 ? undefined : given;
}
