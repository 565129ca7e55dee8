import { number, toggle } from './kinds';

/** Fields of lists, as n8n's own nodes have them. */

export const simplify = toggle(
	'Simplify',
	'Whether to return a simplified version of the response instead of the raw data',
	{ default: true, sent: false },
);

export const returnAll = toggle('Return All', 'Whether to return all results or only up to a given limit', {
	sent: false,
});

export const limit = number('Limit', 'Max number of results to return', {
	min: 1,
	default: 50,
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
