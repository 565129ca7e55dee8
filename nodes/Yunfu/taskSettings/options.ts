import { form } from '../../shared';

export const taskType = form.choice(
	'Task Type',
	'Which of Yunfu’s two kinds of 2.0 tasks it is',
	[
		{ name: 'New-Version 2.0', value: 7, description: 'With more ways to choose scripts, and redials' },
		{ name: 'Previous 2.0', value: 6, description: 'With redials at set times' },
	],
	{ default: 7 },
);

/** Where Yunfu's documents contradict each other. */
export const formOptions = form.options({
	idForm: form.choice(
		'IDs As',
		'How IDs of scripts and the like are written in the request; Yunfu’s documents show both',
		[
			{ name: 'In Yunfu’s Sample', value: 'sample', description: 'Numbers, but text in Scripts in Turn' },
			{ name: 'Numbers', value: 'number' },
			{ name: 'Text', value: 'text' },
		],
		{ default: 'sample', sent: false },
	),
	lineForm: form.choice(
		'Lines As',
		'How lines are written in the request; Yunfu’s documents show both',
		[
			{ name: 'IDs Only', value: 'ids', description: 'As the table of parameters shows' },
			{ name: 'IDs With Limits', value: 'sample', description: 'As the sample of new-version 2.0 shows' },
		],
		{ default: 'sample', sent: false, show: { '/taskType': [7] } },
	),
	holidayForm: form.choice(
		'Rest Periods As',
		'How rest periods are written in the request; Yunfu’s documents show both',
		[
			{ name: 'Begin and End', value: 'begin', description: 'As the samples show' },
			{ name: 'Start and End', value: 'start', description: 'As the tables of parameters show' },
		],
		{ default: 'begin', sent: false },
	),
});
