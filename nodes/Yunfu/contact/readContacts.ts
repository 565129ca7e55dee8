import type { IDataObject, IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import { fieldReader } from '../../shared';
import type { ContactSource } from './contactRecord';
import { crmFieldsReader, readCrmFields } from './crmFields';

/** What one item says about a person. */
export function contactOf(context: IExecuteSingleFunctions): ContactSource {
	return {
		phone: context.getNodeParameter('phone', ''),
		name: context.getNodeParameter('contactName', ''),
		extra: context.getNodeParameter('extra', ''),
		details: context.getNodeParameter('additionalFields', {}) as IDataObject,
		crmFields: () => readCrmFields(context),
	};
}

/** The same for all items of a node at once. */
export function contactReader(context: IExecuteFunctions): (itemIndex: number) => ContactSource {
	const items = context.getInputData();
	const { parameters } = context.getNode();
	const read = (path: string, raw: unknown) => fieldReader(context, items, path, raw as never);
	const phone = read('phone', parameters.phone);
	const name = read('contactName', parameters.contactName);
	const extra = read('extra', parameters.extra);
	const details = Object.entries((parameters.additionalFields ?? {}) as IDataObject).map(
		([key, raw]) => [key, read(`additionalFields.${key}`, raw)] as const,
	);
	const crmFields = crmFieldsReader(context, items);
	return (itemIndex) => ({
		phone: phone(itemIndex),
		name: name(itemIndex),
		extra: extra(itemIndex),
		details: Object.fromEntries(details.map(([key, value]) => [key, value(itemIndex)])) as IDataObject,
		crmFields: () => crmFields(itemIndex),
	});
}

/** The text of a parameter for every item; of a resource locator its ID. A fixed value is read once. */
export function textReader(context: IExecuteFunctions, name: string): (itemIndex: number) => string {
	const raw = context.getNode().parameters[name] as { value?: unknown } | string | undefined;
	const value = typeof raw === 'object' ? raw.value : raw;
	if (value === undefined || value === null) return () => '';
	if (typeof value === 'string' && !value.startsWith('=')) return () => value.trim();
	return (itemIndex) => {
		const read: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
		return read === undefined || read === null ? '' : String(read as string | number).trim();
	};
}
