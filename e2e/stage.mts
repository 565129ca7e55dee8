import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { callAiccs } from '../test/sandbox/aiccs-client.mts';
import type { RunningN8n } from './n8n.mts';
import { PACKAGE_NAME, repositoryFolder } from './paths.mts';
import type { CredentialInput, CredentialReference, Login, StoredWorkflow, WorkflowFile } from './rest.mts';

/** The throw-away instance's owner; it listens on loopback only. */
export const OWNER: Login = { email: 'owner@example.com', password: 'Call-Campaign-25' };

export const EXAMPLES = { aiccs: 'crm-lead-to-call-result.json', yunfu: 'yunfu-campaign.json' };

const CREDENTIAL_TYPES = {
	[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
	[`${PACKAGE_NAME}.yunfu`]: 'yunfuApi',
};

export interface Limits {
	requestsPerSecond: number;
	concurrentRequests: number;
}

/** As a new credential has them. */
const DEFAULT_LIMITS: Limits = { requestsPerSecond: 20, concurrentRequests: 5 };

/** For many requests, one for each item. */
export const HIGH_LIMITS: Limits = { requestsPerSecond: 500, concurrentRequests: 20 };

/** Credentials of this package that reach the sandbox. */
export function sandboxCredentials(sandbox: Sandbox, limits = DEFAULT_LIMITS): CredentialInput[] {
	const { aiccs, yunfu } = sandbox;
	return [
		{
			name: 'Alibaba Cloud AccessKey (sandbox)',
			type: 'alibabaCloudAccessKeyApi',
			data: {
				accessKeyId: aiccs.accessKeyId,
				accessKeySecret: aiccs.accessKeySecret,
				securityToken: '',
				endpoint: aiccs.endpoint,
				...limits,
			},
		},
		{
			name: 'Yunfu (sandbox)',
			type: 'yunfuApi',
			data: {
				baseUrl: yunfu.baseUrl,
				token: yunfu.token,
				userId: yunfu.userId,
				...limits,
			},
		},
	];
}

/** @param speed simulated seconds per real second */
export function openSandbox(port: number, speed: number): Promise<Sandbox> {
	return startSandbox({ port, clockSpeed: speed, quiet: true });
}

/**
 * Creates a call task of AICCS that runs at once.
 * @returns its ID
 * @throws Error with the platform's answer when it refuses
 */
export async function newTask(sandbox: Sandbox, name: string): Promise<string> {
	const { text } = await callAiccs(sandbox.aiccs, 'CreateAiCallTask', {
		TaskName: name,
		AgentId: '118012345678901234',
		StartType: 'IMMEDIATE',
		CallDay: '["MONDAY"]',
		CallTime: '["{\\"startTime\\":\\"09:00:00\\",\\"endTime\\":\\"10:00:00\\"}"]',
	});
	const [, id] = /"Data":\s*(\d+)/.exec(text) ?? [];
	if (id === undefined) throw new Error(`The sandbox made no task: ${text}`);
	return id;
}

/** Creates the owner and the credentials, and runs each credential's own test. */
export async function signUpWithCredentials(
	n8n: RunningN8n,
	sandbox: Sandbox,
	limits?: Limits,
): Promise<Record<string, CredentialReference>> {
	await n8n.rest.setUpOwner(OWNER);
	const created: Record<string, CredentialReference> = {};
	for (const credential of sandboxCredentials(sandbox, limits)) {
		await n8n.rest.testCredential(credential);
		created[credential.type] = await n8n.rest.createCredential(credential);
	}
	return created;
}

export async function importExample(
	n8n: RunningN8n,
	fileName: string,
	credentials: Record<string, CredentialReference>,
): Promise<StoredWorkflow> {
	const file = path.join(repositoryFolder(), 'examples', fileName);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
	return await n8n.rest.importWorkflow(workflow, credentials, CREDENTIAL_TYPES);
}
