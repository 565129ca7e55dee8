/**
 * What the error codes mean and what to do next. The documents name 6007 alone; 401, 404 and 422 are those of the
 * HTTP status they come with.
 */
const TABLE: Record<string, { title: string; hint: string }> = {
	401: {
		title: 'Yunfu does not accept the token',
		hint: 'Copy the token again from your provider into the credential; tokens expire.',
	},
	403: { title: 'The token may not do this', hint: 'Ask your provider to allow it for your account.' },
	404: {
		title: 'Yunfu does not find this',
		hint: 'Check the ID, and the User ID and Base URL in the credential.',
	},
	422: {
		title: 'Yunfu refused a value',
		hint: 'The message names it: correct the field that belongs to it.',
	},
	429: {
		title: 'Yunfu limits the number of requests',
		hint: 'Lower Requests per Second in the credential.',
	},
	6007: {
		title: 'The task is running, and running tasks cannot be changed',
		hint: 'Pause it first with Task > Pause, or switch on Pause Task First in the options of number operations. Calls in progress end first: that takes some minutes.',
	},
};

/** Whether a code tells of a fault inside Yunfu, whatever HTTP status it comes with: the request may have been accepted. */
export const isSystemFault = (code: string): boolean => /^(5\d\d|-1)$/.test(code);

/** Our words for a code; other codes keep the message of Yunfu alone. */
export function hintFor(code: string): { title?: string; hint: string } {
	return TABLE[code] ?? { hint: 'The message is Yunfu’s. Ask your provider if it does not help.' };
}
