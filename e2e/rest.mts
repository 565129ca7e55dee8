import { setTimeout as delay } from 'node:timers/promises';
import { decodeExecution, hasEnded, type Execution, type ExecutionSummary } from './execution.mts';

export interface Login {
	email: string;
	password: string;
}

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface CredentialReference {
	id: string;
	name: string;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion?: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	disabled?: boolean;
}

/** A workflow as n8n exports it. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
}

export interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

export interface NodeTypeInfo {
	name: string;
	displayName: string;
	version: number | number[];
	credentials?: Array<{ name: string }>;
}

/** How long a slow machine may take; more is a hang. */
const ENDED_WITHIN_MS = 600_000;
const PUBLISHED_WITHIN_MS = 120_000;

interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

interface ExecutionPage {
	results: ExecutionSummary[];
	/** none on the last page */
	nextCursor?: string | null;
}

function isTrigger(node: WorkflowNode): boolean {
	return node.disabled !== true && /(trigger|webhook)$/i.test(node.type);
}

/** What the editor asks of n8n 2.41: its internal REST API, with the cookie of a signed-in user. */
export class N8nRest {
	private cookie = '';

	constructor(private readonly url: string) {}

	/** Creates the instance's owner and signs in. */
	async setUpOwner(login: Login, firstName = 'Demo', lastName = 'Owner'): Promise<void> {
		await this.request('POST', '/rest/owner/setup', { ...login, firstName, lastName });
	}

	async signIn(login: Login): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: login.email, password: login.password });
	}

	/** @throws Error with the vendor's or n8n's message when the credential's own test fails */
	async testCredential(credential: CredentialInput & { id?: string }): Promise<void> {
		const result = await this.request<{ status: string; message: string }>('POST', '/rest/credentials/test', {
			credentials: { ...credential, id: credential.id ?? '' },
		});
		if (result.status !== 'OK')
			throw new Error(`The test of credential "${credential.name}" says: ${result.message}`);
	}

	async createCredential(credential: CredentialInput): Promise<CredentialReference> {
		const { id, name } = await this.request<CredentialReference>('POST', '/rest/credentials', credential);
		return { id, name };
	}

	async updateCredential(id: string, credential: CredentialInput): Promise<void> {
		await this.request('PATCH', `/rest/credentials/${id}`, credential);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.request('DELETE', `/rest/credentials/${id}`);
	}

	/**
	 * Stores a workflow. The examples leave credentials to choose: a node of a type in `credentialTypes` gets the
	 * credential of that type.
	 */
	async importWorkflow(
		workflow: WorkflowFile,
		credentials: Record<string, CredentialReference> = {},
		credentialTypes: Record<string, string> = {},
	): Promise<StoredWorkflow> {
		const nodes = workflow.nodes.map((node) => {
			const type = credentialTypes[node.type];
			return type === undefined || credentials[type] === undefined
				? node
				: { ...node, credentials: { [type]: credentials[type] } };
		});
		const { name, connections, settings, pinData } = workflow;
		return await this.request('POST', '/rest/workflows', { name, nodes, connections, settings, pinData });
	}

	async getWorkflow(workflowId: string): Promise<StoredWorkflow> {
		return await this.request('GET', `/rest/workflows/${workflowId}`);
	}

	async updateWorkflow(workflowId: string, change: Partial<WorkflowFile>): Promise<StoredWorkflow> {
		const { versionId } = await this.getWorkflow(workflowId);
		return await this.request('PATCH', `/rest/workflows/${workflowId}`, { ...change, versionId });
	}

	/**
	 * Starts a manual execution, as "Execute workflow" in the editor does.
	 * @param triggerName default: the first trigger
	 * @returns the execution's id
	 */
	async run(workflowId: string, triggerName?: string): Promise<string> {
		let name = triggerName;
		if (name === undefined) {
			const { nodes } = await this.getWorkflow(workflowId);
			name = nodes.find(isTrigger)?.name;
			if (name === undefined) throw new Error(`Workflow ${workflowId} has no trigger to start from.`);
		}
		const { executionId, waitingForWebhook } = await this.request<{
			executionId?: string;
			waitingForWebhook?: boolean;
		}>('POST', `/rest/workflows/${workflowId}/run`, { triggerToStartFrom: { name } });
		if (executionId !== undefined) return executionId;
		throw new Error(
			waitingForWebhook === true
				? `"${name}" waits for a call of its test URL; nothing ran yet.`
				: `n8n did not run workflow ${workflowId}.`,
		);
	}

	async getExecution(executionId: string): Promise<Execution> {
		return decodeExecution(await this.request('GET', `/rest/executions/${executionId}`));
	}

	/** The newest ones, newest first, without data. */
	async listExecutions(workflowId: string, limit = 20): Promise<ExecutionSummary[]> {
		return (await this.executionPage(workflowId, limit)).results;
	}

	/** All of them, newest first, without data. */
	async allExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const found: ExecutionSummary[] = [];
		let cursor: string | null | undefined;
		do {
			const page = await this.executionPage(workflowId, 100, cursor ?? undefined);
			found.push(...page.results);
			cursor = page.nextCursor;
		} while (typeof cursor === 'string');
		return found;
	}

	async stopExecution(executionId: string): Promise<void> {
		await this.request('POST', `/rest/executions/${executionId}/stop`, {});
	}

	/** @throws Error when the execution has not ended in time */
	async waitForExecution(executionId: string): Promise<Execution> {
		const deadline = Date.now() + ENDED_WITHIN_MS;
		for (;;) {
			const execution = await this.getExecution(executionId);
			if (hasEnded(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(
					`Execution ${executionId} is still ${execution.status} after ${ENDED_WITHIN_MS / 1000} s.`,
				);
			}
			await delay(200);
		}
	}

	async runToEnd(workflowId: string, triggerName?: string): Promise<Execution> {
		return await this.waitForExecution(await this.run(workflowId, triggerName));
	}

	/** Publishes the newest version and waits until its triggers are live (n8n answers before they are). */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.getWorkflow(workflowId);
		await this.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
		await this.waitForPublication(workflowId, 'published');
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.waitForPublication(workflowId, 'not_published');
	}

	/** Every node type this n8n has loaded. */
	async nodeTypes(): Promise<NodeTypeInfo[]> {
		return await this.send('GET', '/types/nodes.json');
	}

	/** A call of `/rest/...`; the answer without its `data` envelope. */
	async request<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const { data } = await this.send<{ data: T }>(method, path, body);
		return data;
	}

	private async executionPage(workflowId: string, limit: number, cursor = ''): Promise<ExecutionPage> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const from = cursor === '' ? '' : `&cursor=${cursor}`;
		return await this.request('GET', `/rest/executions?filter=${filter}&limit=${limit}${from}`);
	}

	private async waitForPublication(workflowId: string, wanted: string): Promise<void> {
		const deadline = Date.now() + PUBLISHED_WITHIN_MS;
		for (;;) {
			const now = await this.request<PublicationStatus>(
				'GET',
				`/rest/workflows/${workflowId}/publication-status`,
			);
			if (now.status === wanted) return;
			if (now.status === 'failed' || now.status === 'partial' || Date.now() > deadline) {
				const reasons = now.triggers.map((trigger) => trigger.errorMessage).filter((text) => text !== null);
				throw new Error(
					`Workflow ${workflowId} is ${now.status}, not ${wanted}. ${reasons.join(' ')}`.trim(),
				);
			}
			await delay(100);
		}
	}

	private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
		const ask = async () =>
			await fetch(`${this.url}${path}`, {
				method,
				headers: { 'content-type': 'application/json', cookie: this.cookie },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		// A busy n8n closes connections that it left waiting.
		const response = method === 'GET' ? await ask().catch(ask).catch(ask) : await ask();
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`);
		}
		return JSON.parse(text) as T;
	}
}
