import type { IDataObject } from 'n8n-workflow';

/**
 * A value that a request cannot be made of. It names the field as the editor shows it; the engine adds the item, and says
 * what was sent.
 */
export class Problem extends Error {
	/**
	 * @param field label of the field, e.g. `Call Days`
	 * @param what what is wrong with it, as the end of a sentence that begins with the label
	 * @param advice what to do instead of changing the field or the data of the item
	 */
	constructor(
		readonly field: string,
		readonly what: string,
		readonly advice?: string,
	) {
		super(`${field} ${what}`);
		this.name = 'Problem';
	}
}

/** @throws Problem always */
export function refuse(field: string, what: string, advice?: string): never {
	throw new Problem(field, what, advice);
}

/** An item that the user wants left out, with what comes out for it instead. */
export class LeftOut extends Error {
	constructor(readonly json: IDataObject) {
		super('left out');
	}
}
