import { NodeOperationError, type IDataObject, type IExecuteSingleFunctions, type INode } from 'n8n-workflow';

import { maskPhoneNumber } from '../../../shared';
import { readVariables, type ReadVariables, type VariableValues } from '../../variables';
import { numberPreparation, type PreparedNumber } from './phoneNumbers';

/** Most characters of an external ID: the vendor's limit. */
const LONGEST_EXTERNAL_ID = 128;

const RESERVED = ['calleeNumber', 'outId'];

/** A number with what its call needs to know, checked. */
export interface NumberRecord {
	phoneNumber: string;
	outId?: string;
	variables: VariableValues;
}

/** A number that cannot be called; the user may want such items skipped. */
export interface InvalidNumber {
	reason: string;
	maskedNumber: string;
	outId?: string;
}

export const text = (value: unknown) =>
	value === undefined || value === null ? '' : String(value as string | number).trim();

export function refuse(node: INode, itemIndex: number, field: string, problem: string): never {
	throw new NodeOperationError(node, `${field} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${field}" or the data of this item and run the node again. Nothing was sent.`,
	});
}

export function refuseNumber(node: INode, itemIndex: number, { reason }: InvalidNumber): never {
	return refuse(node, itemIndex, 'Phone Number', reason);
}

interface RecordSource {
	phoneNumber: unknown;
	outId: unknown;
	variables: () => ReadVariables;
}

/** @throws NodeOperationError that names the field, for all but a number that cannot be called */
export function numberRecord(
	source: RecordSource,
	prepare: (value: string) => PreparedNumber,
	node: INode,
	itemIndex: number,
): { record: NumberRecord } | { invalid: InvalidNumber } {
	const id = text(source.outId);
	const outId = id === '' ? undefined : id;
	const value = text(source.phoneNumber);
	if (value === '') return { invalid: { reason: 'is empty', maskedNumber: '', outId } };
	const prepared = prepare(value);
	if ('problem' in prepared) {
		return { invalid: { reason: prepared.problem, maskedNumber: maskPhoneNumber(value), outId } };
	}
	if (id.length > LONGEST_EXTERNAL_ID) {
		refuse(node, itemIndex, 'External ID', `has more than ${LONGEST_EXTERNAL_ID} characters`);
	}
	const read = source.variables();
	if ('problem' in read) return refuse(node, itemIndex, 'Variables', read.problem);
	const reserved = RESERVED.find((name) => Object.hasOwn(read.values, name));
	if (reserved) refuse(node, itemIndex, 'Variables', `must not be named "${reserved}"`);
	return { record: { phoneNumber: prepared.number, outId, variables: read.values } };
}

/** The record of the one item that a request is made for. */
export function recordOfItem(context: IExecuteSingleFunctions): NumberRecord {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	const read = numberRecord(
		{
			phoneNumber: context.getNodeParameter('phoneNumber'),
			outId: context.getNodeParameter('outId'),
			variables: () => readVariables(context),
		},
		numberPreparation(context.getNodeParameter('options', {}) as IDataObject),
		node,
		itemIndex,
	);
	return 'invalid' in read ? refuseNumber(node, itemIndex, read.invalid) : read.record;
}
