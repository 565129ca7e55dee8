/** Exact ids and the vendor's own error messages need the answer as it came. */
export const READ_AS_TEXT = {
	encoding: 'text',
	json: false,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
} as const;
