import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import type { Engine, NodeRun } from '../engine/engine.mts';
import { runAiccs } from '../engine/aiccs/run.mts';
import { runYunfu } from '../engine/yunfu/run.mts';
import type { OperationRow } from './operation.mts';
import { aiccsOperations } from './operationsAiccs.mts';
import { yunfuOperations } from './operationsYunfu.mts';

export { titleOf, type OperationRow, type ValidRun } from './operation.mts';

/** One table for all tests that must hold for every operation of the package. */

type RunOptions = Parameters<typeof runAiccs>[3];

export interface NodeUnderTest {
	/** Name of the node type. */
	name: 'alibabaCloudAiccs' | 'yunfu';
	vendor: 'aiccs' | 'yunfu';
	operations: OperationRow[];
	run: (
		engine: Engine,
		sandbox: Sandbox,
		parameters: Parameters<typeof runAiccs>[2],
		options?: RunOptions,
	) => Promise<NodeRun>;
}

export const AICCS: NodeUnderTest = {
	name: 'alibabaCloudAiccs',
	vendor: 'aiccs',
	operations: aiccsOperations,
	run: runAiccs,
};

export const YUNFU: NodeUnderTest = {
	name: 'yunfu',
	vendor: 'yunfu',
	operations: yunfuOperations,
	run: runYunfu,
};

/** Names of all operations that a node offers in the editor. */
export function offeredOperations({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) =>
			((options ?? []) as INodePropertyOptions[]).map(
				({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
			),
		)
		.sort();
}

/** Names of the operations that have a row. */
export const rowsOf = ({ operations }: NodeUnderTest): string[] =>
	[...new Set(operations.map(({ resource, operation }) => `${resource} ${operation}`))].sort();
