import { form, refuse, toClockTime, type Field } from '../../shared';

/** A time of day, as `HH:mm:ss`. */
export const clockTime = (label: string, description: string, standard: string): Field<string> => ({
	...form.text(label, description, { default: standard, example: standard }),
	parse: (raw) => toClockTime(raw) ?? refuse(label, `must be a time of day like ${standard}`),
});
