import { NodeOperationError, type IExecuteSingleFunctions, type INode } from 'n8n-workflow';

import { bareId } from '../jsonBody';

/** Shapes of a task's settings, where the documents show several. */
export interface TaskForm {
	/** 6 previous 2.0, 7 new-version 2.0. */
	taskType: number;
	ids: 'sample' | 'number' | 'text';
	lines: 'sample' | 'ids';
	holidays: 'begin' | 'start';
}

/** Where settings are read from, and where errors point to. */
export interface TaskSource {
	/** A field's value; undefined while it is not set. */
	get: (name: string) => unknown;
	form: TaskForm;
	place: { node: INode; itemIndex: number };
}

/** Members of a request that a part of the settings makes; those that are undefined are left out. */
export interface TaskPart {
	/** Beside `task_extras`. */
	task?: Record<string, unknown>;
	/** Inside `task_extras`. */
	extras?: Record<string, unknown>;
}

/** @throws NodeOperationError that names the field and the item */
export function refuse({ node, itemIndex }: TaskSource['place'], label: string, problem: string): never {
	throw new NodeOperationError(node, `${label} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${label}" and run the node again. Nothing was sent.`,
	});
}

/** The entries of a fixed collection; undefined while it is not set. */
export function entriesOf(value: unknown, name: string): Array<Record<string, unknown>> | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const entries = (value as Record<string, unknown>)[name];
	return Array.isArray(entries) ? (entries as Array<Record<string, unknown>>) : [];
}

/** The value of a picker or of a plain field. */
const plainValue = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'value' in value ? value.value : value;

/** The same as text. */
export function idText(value: unknown): string {
	const plain = plainValue(value);
	return plain === undefined || plain === null ? '' : String(plain as string | number).trim();
}

/**
 * An ID as the request carries it, a bare number unless the user wants text; undefined when there is none.
 *
 * @param sampleIsText whether the task type's own sample shows it as text
 * @throws NodeOperationError for anything but digits
 */
export function idMember(
	{ form, place }: TaskSource,
	value: unknown,
	label: string,
	sampleIsText = false,
): unknown {
	const id = idText(value);
	if (id === '') return undefined;
	if (!/^\d{1,20}$/.test(id)) refuse(place, label, `is an ID, which has digits only, but it is "${id}"`);
	const plain = plainValue(value);
	if (typeof plain === 'number' && !Number.isSafeInteger(plain)) {
		refuse(place, label, 'has more digits than a number can hold: pass the ID as text');
	}
	return form.ids === 'text' || (form.ids === 'sample' && sampleIsText) ? id : bareId(id);
}

/** The same for an ID that must be there. */
export function requiredId(source: TaskSource, value: unknown, label: string, sampleIsText = false): unknown {
	return idMember(source, value, label, sampleIsText) ?? refuse(source.place, label, 'is empty');
}

/** Reads a task's settings from the fields of Create and Update. */
export function taskSource(context: IExecuteSingleFunctions, form: TaskForm): TaskSource {
	const additional = context.getNodeParameter('additionalFields', {}) as Record<string, unknown>;
	return {
		get: (name) => additional[name] ?? context.getNodeParameter(name, null) ?? undefined,
		form,
		place: { node: context.getNode(), itemIndex: context.getItemIndex() },
	};
}
