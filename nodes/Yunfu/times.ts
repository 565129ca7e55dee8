import { NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';

import { form, refuse, toChinaTime, toEpochMs, type Field } from '../shared';

/**
 * A time as Yunfu takes it: China time, `yyyy-MM-dd HH:mm:ss`; undefined for an empty value.
 *
 * @throws NodeOperationError that names the field
 */
export function chinaTimeOf(
	context: IExecuteSingleFunctions,
	value: unknown,
	label: string,
): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const epochMs = toEpochMs(value);
	if (epochMs !== undefined) return toChinaTime(epochMs);
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `${label} is not a date and time [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${label}" and run the node again. Nothing was sent.`,
	});
}

/**
 * A span of two times that Yunfu takes together.
 *
 * @throws NodeOperationError when only one is given, or the second comes before the first
 */
export function chinaSpanOf(
	context: IExecuteSingleFunctions,
	from: { value: unknown; label: string },
	until: { value: unknown; label: string },
): [string, string] | undefined {
	const start = chinaTimeOf(context, from.value, from.label);
	const end = chinaTimeOf(context, until.value, until.label);
	if (start === undefined && end === undefined) return undefined;
	if (start !== undefined && end !== undefined && start <= end) return [start, end];
	const itemIndex = context.getItemIndex();
	const problem =
		start === undefined || end === undefined
			? `${from.label} and ${until.label} go together: fill in both`
			: `${until.label} must not come before ${from.label}`;
	throw new NodeOperationError(context.getNode(), `${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: 'Nothing was sent.',
	});
}

/** A time that narrows a list, as Yunfu takes it. */
export const timeFilter = (label: string, description: string, name: string): Field<string | undefined> => {
	const field = form.time(label, `${description} A time without an offset is China time (UTC+8).`, { name });
	return {
		...field,
		parse: (raw, json) => {
			const epochMs = field.parse(raw, json);
			return epochMs === undefined ? undefined : toChinaTime(epochMs);
		},
	};
};

/**
 * A span of two times that Yunfu takes together.
 *
 * @throws Problem when only one is given, or the second comes before the first
 */
export function spanOf(
	[from, fromLabel]: [string | undefined, string],
	[until, untilLabel]: [string | undefined, string],
): [string, string] | undefined {
	if (from === undefined && until === undefined) return undefined;
	if (from === undefined || until === undefined) {
		return refuse(fromLabel, `and ${untilLabel} go together: fill in both`);
	}
	return from <= until ? [from, until] : refuse(untilLabel, `must not come before ${fromLabel}`);
}
