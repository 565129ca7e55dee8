import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/index.mts';
import type { Engine, EngineCredential, NodeRun } from '../engine.mts';

/** The sandbox's token as n8n credential; limits high enough not to slow tests down. */
export function yunfuCredential(sandbox: Sandbox, overrides: IDataObject = {}): EngineCredential {
	const { baseUrl, token, userId } = sandbox.yunfu;
	return {
		type: 'yunfuApi',
		data: {
			baseUrl,
			token,
			userId,
			requestsPerSecond: 1000,
			concurrentRequests: 10,
			...overrides,
		} as EngineCredential['data'],
	};
}

interface RunOptions {
	items?: IDataObject[];
	credential?: EngineCredential;
	/** Settings of the node: onError, retryOnFail and the like. */
	node?: Partial<INode>;
	signal?: AbortSignal;
}

let credentialCount = 0;

/** Runs one Yunfu node on the given items. */
export async function runYunfu(
	engine: Engine,
	sandbox: Sandbox,
	parameters: INodeParameters,
	{ items = [{}], credential = yunfuCredential(sandbox), node = {}, signal }: RunOptions = {},
): Promise<NodeRun> {
	const input: INodeExecutionData[] = items.map((json) => ({ json }));
	// A credential of its own for every run: limiters live as long as the process.
	const id = `yunfu-${++credentialCount}`;
	const run = await engine.execute({
		nodes: [
			{ name: 'Start', type: 'test.start' },
			{ name: 'Yunfu', type: 'yunfu', parameters, ...node },
		],
		links: [['Start', 'Yunfu']],
		items: input,
		credentials: { [id]: credential },
		signal,
	});
	const output = run.items('Yunfu');
	return { ...run, output, json: output.map(({ json }) => json) };
}

/** Resource locator value by id. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
