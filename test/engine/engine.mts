import './environment.mts';

import path from 'node:path';

import { ExecutionLifecycleHooks, PackageDirectoryLoader, RoutingNode, WorkflowExecute } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	createRunExecutionData,
	setSafeRegexEngine,
	type ExecutionError,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

// n8n gives a pattern 250 ms of wall-clock time, which a busy machine can take from the simplest one.
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, flags ?? 'g'))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

type RoutingContext = ConstructorParameters<typeof RoutingNode>[0];

/** Real execution of workflows by n8n-core, with the built package as n8n would load it. */

const PACKAGE = 'n8n-nodes-ai-outbound';

/** Gives the items of a test to the node after it. */
class StartNode implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
}

export interface EngineCredential {
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** n8n's own credentials helper lives in its server; this one does the part that runs: decrypt and authenticate. */
class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly stored: Map<string, EngineCredential>,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[typeName];
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		if (!authenticate) return requestOptions;
		const headers = { ...requestOptions.headers };
		for (const [name, value] of Object.entries(authenticate.properties.headers ?? {})) {
			headers[name] = String(
				workflow.expression.getSimpleParameterValue(node, String(value), 'internal', {
					$credentials: credentials,
				}),
			);
		}
		return { ...requestOptions, headers };
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('The engine tests hold credentials in the clear');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ id }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const credential = this.stored.get(String(id));
		if (!credential) throw new Error(`No credential "${String(id)}"`);
		const withDefaults = NodeHelpers.getNodeParameters(
			this.types[type].properties,
			credential.data as INodeParameters,
			true,
			false,
			null,
			null,
		);
		return { ...withDefaults, ...credential.data } as ICredentialDataDecryptedObject;
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties(type: string) {
		return this.types[type].properties;
	}
}

interface LoadedPackage {
	nodes: Map<string, INodeType | IVersionedNodeType>;
	credentials: Record<string, ICredentialType>;
}

/** Loads a package as n8n does; of a large one, only the node files with these names. */
async function loadPackage(directory: string, nodeFiles?: string[]): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(directory);
	if (nodeFiles === undefined) await loader.loadAll();
	for (const nodePath of nodeFiles ? (loader.packageJson.n8n?.nodes ?? []) : []) {
		if (nodeFiles?.includes(path.basename(nodePath, '.node.js'))) loader.loadNodeFromFile(nodePath);
	}
	return {
		nodes: new Map(
			Object.entries(loader.nodeTypes).map(([name, { type }]) => [`${loader.packageName}.${name}`, type]),
		),
		credentials: Object.fromEntries(
			Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
		),
	};
}

export interface EngineRun {
	run: IRun;
	/** Output items of a node's last run: first output, or the one asked for. */
	items: (node: string, output?: number) => INodeExecutionData[];
	error?: ExecutionError;
}

export interface EngineWorkflow {
	nodes: Array<Partial<INode> & { name: string; type: string; parameters?: INodeParameters }>;
	/** `[from, to]` or `[from, to, output of from]`. */
	links: Array<[from: string, to: string, output?: number]>;
	/** Items that the start node gives out. */
	items?: INodeExecutionData[];
	credentials?: Record<string, EngineCredential>;
	signal?: AbortSignal;
}

export class Engine {
	private constructor(private readonly loaded: LoadedPackage) {}

	/** Loads the built package and, by the names of their files, nodes of n8n-nodes-base. */
	static async load(baseNodes: string[] = [], root = path.resolve(__dirname, '../..')): Promise<Engine> {
		const own = await loadPackage(root);
		own.nodes.set('test.start', new StartNode());
		if (baseNodes.length > 0) {
			const base = await loadPackage(path.join(root, 'node_modules/n8n-nodes-base'), baseNodes);
			for (const [name, type] of base.nodes) own.nodes.set(name, type);
			Object.assign(own.credentials, { ...base.credentials, ...own.credentials });
		}
		return new Engine(own);
	}

	nodeType(type: string, version?: number): INodeType {
		const found = this.loaded.nodes.get(type.includes('.') ? type : `${PACKAGE}.${type}`);
		if (!found) throw new Error(`No node type "${type}"`);
		const node = NodeHelpers.getVersionedNodeType(found, version);
		// As n8n's server does: without it n8n-core takes a path for tests that knows no cancelling.
		if (!node.execute && node.description.requestDefaults) {
			node.execute = async function () {
				return (await new RoutingNode(this as RoutingContext, node).runNode()) ?? [];
			};
		}
		return node;
	}

	/** Adds a node type of a test, and the credential types it uses. */
	add(type: string, node: INodeType, credentials: ICredentialType[] = []): void {
		this.loaded.nodes.set(type, node);
		for (const credential of credentials) this.loaded.credentials[credential.name] = credential;
	}

	credentialType(name: string): ICredentialType {
		return this.loaded.credentials[name];
	}

	private nodeTypes(): INodeTypes {
		return {
			getByName: (type) => this.nodeType(type),
			getByNameAndVersion: (type, version) => this.nodeType(type, version),
			getKnownTypes: () => ({}),
		};
	}

	/** Runs a workflow to its end, from its first node. */
	async execute({
		nodes,
		links,
		items = [{ json: {} }],
		credentials = {},
		signal,
	}: EngineWorkflow): Promise<EngineRun> {
		const stored = new Map(Object.entries(credentials));
		const workflowNodes = nodes.map((node, index): INode => ({
			id: `node-${index}`,
			typeVersion: 1,
			position: [index * 200, 0],
			parameters: {},
			credentials: Object.fromEntries(
				[...stored]
					.filter(([, { type }]) => this.uses(node.type, type))
					.map(([id, { type }]) => [type, { id, name: id }]),
			),
			...node,
			type: node.type.includes('.') ? node.type : `${PACKAGE}.${node.type}`,
		}));
		const connections: IConnections = {};
		for (const [from, to, output = 0] of links) {
			const outputs = ((connections[from] ??= {}).main ??= []);
			while (outputs.length <= output) outputs.push([]);
			outputs[output]?.push({ node: to, type: NodeConnectionTypes.Main, index: 0 });
		}
		const workflow = new Workflow({
			id: 'engine',
			nodes: workflowNodes,
			connections,
			active: false,
			nodeTypes: this.nodeTypes(),
			settings: {},
		});
		const start = workflowNodes[0];
		const runExecutionData = createRunExecutionData({
			startData: {},
			resultData: { runData: {}, pinData: start.type === 'test.start' ? { [start.name]: items } : {} },
			executionData: {
				contextData: {},
				nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
		const hooks = new ExecutionLifecycleHooks('manual', 'engine-execution', {
			id: 'engine',
			name: 'engine',
			active: false,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
			nodes: workflowNodes,
			connections,
		});
		const additionalData = {
			credentialsHelper: new CredentialsHelper(this.loaded.credentials, stored),
			hooks,
			executionId: 'engine-execution',
			restApiUrl: '',
			instanceBaseUrl: 'http://127.0.0.1/',
			webhookBaseUrl: 'http://127.0.0.1/webhook',
			webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
			formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
			webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
			currentNodeParameters: undefined,
			variables: {},
			setExecutionStatus: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const execution = new WorkflowExecute(additionalData, 'manual', runExecutionData).processRunExecutionData(
			workflow,
		);
		if (signal) signal.addEventListener('abort', () => execution.cancel(), { once: true });
		const run = await execution;
		return {
			run,
			error: run.data.resultData.error,
			items: (node, output = 0) => run.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [],
		};
	}

	private uses(nodeType: string, credentialType: string): boolean {
		const { description } = this.nodeType(nodeType);
		return description.credentials?.some(({ name }) => name === credentialType) ?? false;
	}
}

export interface NodeRun extends EngineRun {
	output: INodeExecutionData[];
	json: IDataObject[];
}
