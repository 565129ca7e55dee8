import { form, refuse, toChinaTime, type Field } from '../shared';

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
