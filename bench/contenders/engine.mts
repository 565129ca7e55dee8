import path from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import { Engine, type EngineRun, type EngineWorkflow } from '../../test/engine/engine.mts';
import type { Job, Measured } from '../contender.mts';
import { HTTP_REQUEST, signed } from './httpRequest.mts';

const ROOT = path.resolve(import.meta.dirname, '../..');

let engine: Promise<Engine> | undefined;

/** One engine for the process, with the nodes of n8n that the rivals need. */
export async function loadEngine(): Promise<Engine> {
	engine ??= Engine.load(['HttpRequest', 'SplitInBatches', 'Aggregate', 'SplitOut'], ROOT);
	return await engine;
}

let credentials = 0;

/** A credential of its own for every run: limiters live as long as the process. */
export function credentialOf({ endpoint, concurrency = 5, perSecond = 1000 }: Job) {
	const id = `bench-${++credentials}`;
	const data = {
		accessKeyId: 'LTAI-bench',
		accessKeySecret: 'bench-secret',
		endpoint,
		requestsPerSecond: perSecond,
		concurrentRequests: concurrency,
	};
	return { id, credentials: { [id]: { type: 'alibabaCloudAccessKeyApi', data } } };
}

/** The measured part of a contender: n8n-core executing a workflow, input items and all else made before. */
export async function timed(
	workflow: EngineWorkflow,
	result: (run: EngineRun) => Pick<Measured, 'output' | 'sample'>,
): Promise<Measured> {
	const loaded = await loadEngine();
	const from = performance.now();
	const run = await loaded.execute(workflow);
	const ms = performance.now() - from;
	return { ms, ...result(run), ...(run.error ? { error: run.error.message } : {}) };
}

type Node = Partial<INode> & { name: string; type: string; parameters?: INodeParameters };

export const START: Node = { name: 'Start', type: 'test.start' };

/** n8n's HTTP Request with this package's credential, which signs for it. */
export function httpRequestNode(id: string, parameters: INodeParameters): Node {
	return {
		name: 'HTTP Request',
		...HTTP_REQUEST,
		parameters: signed(parameters),
		credentials: { alibabaCloudAccessKeyApi: { id, name: id } },
	};
}
