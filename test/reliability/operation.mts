import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestKind } from '../../nodes/shared/request/retry.ts';
import type { Sandbox } from '../../sandbox/index.mts';

/** What a run of an operation needs to be accepted by a sandbox that was just reset. */
export interface ValidRun {
	parameters: INodeParameters;
	/** Items that differ in what is sent, so that the ledger can tell them apart. */
	items: IDataObject[];
}

export interface OperationRow {
	resource: string;
	operation: string;
	/** Tells apart rows of an operation whose kind depends on its values. */
	variant?: string;
	kind: RequestKind;
	/** A second request for the same thing is refused, because it is done already. */
	refusesRepetition?: boolean;
	/** May add to the sandbox's world what the operation acts on. */
	valid: (sandbox: Sandbox) => ValidRun;
}

/** Rows of one resource: `parameters` get its name and the operation's. */
export const row = (
	resource: string,
	operation: string,
	kind: RequestKind,
	valid: (sandbox: Sandbox) => { parameters?: INodeParameters; items?: IDataObject[] },
	variant?: string,
): OperationRow => ({
	resource,
	operation,
	...(variant === undefined ? {} : { variant }),
	kind,
	valid: (sandbox) => {
		const { parameters = {}, items = [{}, {}, {}] } = valid(sandbox);
		return { parameters: { resource, operation, ...parameters }, items };
	},
});

/** How a row is called in the names of tests. */
export const titleOf = ({ resource, operation, variant }: OperationRow): string =>
	[resource, operation, variant && `(${variant})`].filter(Boolean).join(' ');
