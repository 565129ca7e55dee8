import { choice, toggle } from './kinds';

/** What imports do with numbers that cannot be called. */
export const invalidNumbers = choice(
	'Invalid Numbers',
	'What to do with numbers that cannot be called',
	[
		{
			name: 'Report as Error',
			value: 'error',
			description: 'The node stops before anything is sent, unless it goes on after errors',
		},
		{
			name: 'Skip and Report',
			value: 'skip',
			description: 'The other numbers are sent, and these come out with status invalid',
		},
	],
	{ default: 'error', sent: false },
);

export const normalize = toggle(
	'Normalize Phone Numbers',
	'Whether to take out spaces and dashes and the country code +86 or 0086. Without it, numbers go out as they are.',
	{ default: true, sent: false },
);
