import { number, text, toggle } from './kinds';

/** Fields of lists, as n8n's own nodes have them. */

export const simplify = toggle(
	'Simplify',
	'Whether to return a simplified version of the response instead of the raw data',
	{ default: true, sent: false },
);

export const returnAll = toggle('Return All', 'Whether to return all results or only up to a given limit', {
	sent: false,
});

/** How many rows come out unless the user says otherwise. */
export const USUAL_LIMIT = 50;

export const limit = number('Limit', 'Max number of results to return', {
	min: 1,
	default: USUAL_LIMIT,
	show: { returnAll: [false] },
	sent: false,
});

/** @param standard page size unless the user sets another one */
export const pageSizeOf = (standard: number) =>
	number('Page Size', 'How many results to ask for in one request', {
		min: 1,
		max: 1000,
		default: standard,
		sent: false,
	});

/** What lists of a platform have in common. */
export const listFields = { returnAll, limit, simplify };

/** Where a downloaded file goes. */
export const outputFileField = text(
	'Put Output File in Field',
	'Name of the field that holds the recording',
	{
		required: true,
		sent: false,
		default: 'data',
		example: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
);
