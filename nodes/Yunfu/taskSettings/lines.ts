import { form, refuse, type InputOf } from '../../shared';
import { linePicker } from '../pickers';
import type { TaskPart } from './ids';

const LABEL = 'Lines';

/** Which lines a task calls over, and how many calls it may hold. */
export const lineFields = {
	line: form.rows(LABEL, 'The lines to call over. A task without lines cannot call.', {
		name: 'lines',
		add: 'Add Line',
		entry: ['line', 'Line'],
		members: {
			lineId: linePicker({}),
			lineLimit: form.number('Concurrent Calls on This Line', 'Most calls at the same time over this line', {
				min: 0,
				precision: 0,
				default: 1,
				show: { '/taskType': [7] },
				hide: { '/options.lineForm': ['ids'] },
			}),
		},
		check: ({ lineId }) => (lineId === undefined ? 'must name a line' : undefined),
	}),
	maximumcall: form.number(
		'Concurrent Calls',
		'Most calls at the same time over all lines together. Without lines it must be 0.',
		{ name: 'concurrency', required: true, min: 0, precision: 0, default: 1 },
	),
};

type Input = InputOf<typeof lineFields> & {
	task_type: number | undefined;
	lineForm: 'ids' | 'sample' | undefined;
};

/** @throws Problem for calls without lines, and for a line that is there twice */
export function lines({ line, maximumcall, task_type: taskType, lineForm }: Input): TaskPart {
	if (line.length === 0 && maximumcall !== 0) {
		refuse('Concurrent Calls', 'must be 0 when there are no lines');
	}
	if (new Set(line.map(({ lineId }) => lineId)).size < line.length) {
		refuse(LABEL, 'must not have a line twice');
	}
	const withLimits = taskType === 7 && lineForm !== 'ids';
	return {
		task: { maximumcall },
		extras: {
			line: line.map(({ lineId: id, lineLimit: limit = 1 }) => (withLimits ? { id, limit } : id)),
		},
	};
}
