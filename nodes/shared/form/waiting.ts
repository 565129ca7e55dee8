import { number, toggle } from './kinds';

/** Fields of an operation whose answer may not be final yet. */
export const waitUntilFinished = toggle(
	'Wait Until Finished',
	'Whether to ask again until the call has its final result, instead of once',
	{ sent: false },
);

export const longestWait = number(
	'Longest Wait (Seconds)',
	'How long to wait at most. After that the item comes out as far as the call has got.',
	{ min: 1, max: 86_400, default: 600, show: { waitUntilFinished: [true] }, sent: false },
);
