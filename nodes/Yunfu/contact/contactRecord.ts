import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import { maskPhoneNumber, normalizePhoneNumber, phoneNumberProblem } from '../../shared';
import { bareId, withoutEmpty } from '../jsonBody';
import type { Component, CrmFields } from './crmFields';

/** A person as the imports send them (`data.*`), checked. */
export interface ContactRecord {
	phone: string;
	extra?: string;
	/** All that goes out, with the two above. */
	members: Record<string, unknown>;
}

/** A number that cannot be called; the user may want such items skipped. */
export class InvalidNumber extends NodeOperationError {
	constructor(
		node: INode,
		itemIndex: number,
		readonly reason: string,
		readonly masked: string,
		readonly externalId: string | undefined,
	) {
		super(node, `Phone Number ${reason} [item ${itemIndex}]`, {
			itemIndex,
			description:
				'Correct the number in the data of this item, or set Invalid Numbers to Skip and Report in Options. Nothing was sent.',
		});
	}
}

export const text = (value: unknown) =>
	value === undefined || value === null ? '' : String(value as string | number).trim();

export const problemWith = (node: INode, itemIndex: number, field: string, problem: string) =>
	new NodeOperationError(node, `${field} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${field}" or the data of this item and run the node again. Nothing was sent.`,
	});

export function refuse(...about: Parameters<typeof problemWith>): never {
	throw problemWith(...about);
}

/** What an item says about a person, unchecked. */
export interface ContactSource {
	phone: unknown;
	name: unknown;
	extra: unknown;
	details: IDataObject;
	crmFields: () => CrmFields;
}

export interface ContactRules {
	/** Numbers came encrypted: they go out as they are. */
	encrypted: boolean;
	normalize: boolean;
	/** The numbers stay out of the CRM pool, which the CRM fields belong to. */
	withoutCrm?: boolean;
}

/** IDs that Yunfu takes as numbers, by the field that holds them. */
const NUMERIC_IDS = [
	{ field: 'sourceId', property: 'source_id', label: 'Source ID' },
	{ field: 'industryId', property: 'industry_id', label: 'Industry ID' },
	{ field: 'gradeId', property: 'grade_id', label: 'Customer Grade ID' },
];

function phoneOf(
	source: ContactSource,
	{ encrypted, normalize }: ContactRules,
	node: INode,
	itemIndex: number,
) {
	const value = text(source.phone);
	const invalid = (reason: string, masked: string) =>
		new InvalidNumber(node, itemIndex, reason, masked, text(source.extra) || undefined);
	if (value === '') throw invalid('is empty', '');
	if (encrypted) return value;
	const problem = phoneNumberProblem(value);
	if (problem !== undefined) throw invalid(`"${maskPhoneNumber(value)}" ${problem}`, maskPhoneNumber(value));
	return normalize ? normalizePhoneNumber(value) : value;
}

function wholeNumber(value: unknown, label: string, node: INode, itemIndex: number): number | undefined {
	if (text(value) === '') return undefined;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : refuse(node, itemIndex, label, 'must be a whole number');
}

function sexOf(value: unknown, node: INode, itemIndex: number): number | undefined {
	const sex = wholeNumber(value, 'Gender', node, itemIndex);
	return sex === undefined || [0, 1, 2].includes(sex)
		? sex
		: refuse(node, itemIndex, 'Gender', 'must be 0 (unknown), 1 (male) or 2 (female)');
}

/** @throws NodeOperationError */
function componentsOf(fields: CrmFields, node: INode, itemIndex: number): Component[] | undefined {
	if ('problem' in fields) return refuse(node, itemIndex, 'CRM Fields', fields.problem);
	return fields.components.length > 0 ? fields.components : undefined;
}

/** @throws NodeOperationError that names the field; InvalidNumber for a number that cannot be called */
export function contactRecord(
	source: ContactSource,
	rules: ContactRules,
	node: INode,
	itemIndex: number,
): ContactRecord {
	const { details } = source;
	const phone = phoneOf(source, rules, node, itemIndex);
	const extra = text(source.extra) || undefined;
	const ids = NUMERIC_IDS.map(({ field, property, label }) => {
		const id = text(details[field]);
		if (id !== '' && !/^\d{1,20}$/.test(id)) refuse(node, itemIndex, label, 'must have digits only');
		return [property, id === '' ? undefined : bareId(id)] as const;
	});
	const components = componentsOf(source.crmFields(), node, itemIndex);
	if (components && rules.withoutCrm) {
		refuse(node, itemIndex, 'CRM Fields', 'need the CRM pool: switch off Keep Out of CRM Pool');
	}
	const members = withoutEmpty({
		name: text(source.name),
		phone,
		company: text(details.company),
		email: text(details.email),
		sex: sexOf(details.sex, node, itemIndex),
		// Some of Yunfu's pages demand it.
		sort: wholeNumber(details.sort, 'Sort Order', node, itemIndex) ?? 0,
		...Object.fromEntries(ids),
		components,
		extra,
		control_select_robot: text(details.scriptSelector),
	});
	return { phone, ...(extra === undefined ? {} : { extra }), members };
}

/** The record of an item, or why there is none. */
export function tryContactRecord(
	...read: Parameters<typeof contactRecord>
): { row: ContactRecord } | { problem: unknown } {
	try {
		return { row: contactRecord(...read) };
	} catch (problem) {
		return { problem };
	}
}
