import { bareId } from '../jsonBody';

/** What makes members of a task's body: beside `task_extras`, and inside it. Those that are undefined are left out. */
export interface TaskPart {
	task?: Record<string, unknown>;
	extras?: Record<string, unknown>;
}

/** How IDs are written, where the documents show several forms. */
export type IdForm = 'sample' | 'number' | 'text' | undefined;

/**
 * An ID as the request carries it, a bare number unless the user wants text; undefined when there is none.
 *
 * @param sampleIsText whether the task type's own sample shows it as text
 */
export function idMember(idForm: IdForm, id: string | undefined, sampleIsText = false) {
	const isText = idForm === 'text' || (idForm !== 'number' && sampleIsText);
	return id === undefined || isText ? id : bareId(id);
}
