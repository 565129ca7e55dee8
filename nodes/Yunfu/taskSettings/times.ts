import { form, refuse, toChinaTime, type InputOf } from '../../shared';
import { dialTimePicker } from '../pickers';
import { idMember, type IdForm, type TaskPart } from './ids';

const IN_CHINA = 'A time without an offset is China time (UTC+8); a time with one is converted.';

/** When a task calls. */
export const timeFields = {
	start_time: form.time('Start Time', `When the task begins to call. ${IN_CHINA}`, { required: true }),
	stop_time: form.time('End Time', `When the task ends. ${IN_CHINA}`, { required: true }),
	dial_time_id: dialTimePicker(
		'Dial Times',
		'Days and hours in which people may be called. Changing the group later does not change the task.',
		{ required: true },
	),
	holiday: form.rows('Rest Periods', 'Periods in which the task does not call, e.g. public holidays', {
		name: 'holidays',
		add: 'Add Rest Period',
		entry: ['period', 'Rest Period'],
		members: {
			begin: form.time('From', `Start of the period. ${IN_CHINA}`),
			end: form.time('To', `End of the period. ${IN_CHINA}`),
		},
		check: ({ begin, end }) => {
			if (begin === undefined || end === undefined) {
				return 'must be a date and time, e.g. 2026-03-02 09:00:00';
			}
			return begin < end ? undefined : 'must end after it starts';
		},
	}),
};

const asMinute = (epochMs: number | undefined) => toChinaTime(epochMs as number).slice(0, 16);

type Input = InputOf<typeof timeFields> & { idForm: IdForm; holidayForm: 'begin' | 'start' | undefined };

/** @throws Problem when the task ends before it begins */
export function times(input: Input): TaskPart {
	const { start_time: start, stop_time: stop, holiday, holidayForm = 'begin' } = input;
	if (start >= stop) refuse('End Time', 'must be later than Start Time');
	return {
		task: { dial_time_id: idMember(input.idForm, input.dial_time_id) },
		extras: {
			start_time: toChinaTime(start),
			stop_time: toChinaTime(stop),
			holiday: holiday.map(({ begin, end }) => ({ [holidayForm]: asMinute(begin), end: asMinute(end) })),
		},
	};
}
