import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { AlibabaCloudAiccsPollTrigger } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccsPollTrigger.node.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import { editorContext } from '../engine/aiccs/listSearch.mts';

export interface PollNode {
	taskIds: string[];
	parameters?: IDataObject;
	/** as n8n keeps it: written when the poll has ended */
	staticData: IDataObject;
	mode?: 'trigger' | 'manual';
}

/** One poll of the node against the sandbox; its static data goes through JSON, as through n8n's database. */
export async function pollOnce(sandbox: Sandbox, node: PollNode): Promise<IDataObject[]> {
	const trigger = new AlibabaCloudAiccsPollTrigger();
	const values: IDataObject = {
		'tasks.task': node.taskIds.map((value) => ({ taskId: { __rl: true, mode: 'id', value } })),
		statuses: ['1', '2'],
		startFrom: 'now',
		simplify: true,
		...node.parameters,
	};
	const staticData = structuredClone(node.staticData);
	const context = {
		...editorContext(sandbox),
		getNodeParameter: (name: string, fallback?: unknown) => values[name] ?? fallback,
		getMode: () => node.mode ?? 'trigger',
		getWorkflow: () => ({ id: 'workflow' }),
		getWorkflowStaticData: () => staticData,
		logger: { warn: () => {} },
	} as unknown as IPollFunctions;
	const output: INodeExecutionData[][] | null = await trigger.poll.call(context);
	node.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	return output?.[0].map(({ json }) => json) ?? [];
}
