import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential } from './run.mts';

/** The credential signs for n8n's own HTTP Request node, too: for actions without an operation of their own. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load(['HttpRequest']);
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

async function httpRequest(parameters: INodeParameters) {
	const run = await engine.execute({
		nodes: [
			{ name: 'Start', type: 'test.start' },
			{
				name: 'HTTP',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'alibabaCloudAccessKeyApi',
					options: {},
					...parameters,
				},
				credentials: { alibabaCloudAccessKeyApi: { id: 'ali', name: 'ali' } },
			},
		],
		links: [['Start', 'HTTP']],
		credentials: { ali: aiccsCredential(sandbox) },
	});
	return { error: run.error, json: run.items('HTTP')[0]?.json };
}

const headers = (action: string) => ({
	sendHeaders: true,
	headerParameters: {
		parameters: [
			{ name: 'x-acs-action', value: action },
			{ name: 'x-acs-version', value: '2019-10-15' },
		],
	},
});
const query = (values: Record<string, string>) => ({
	sendQuery: true,
	queryParameters: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

describe('HTTP Request with the Alibaba Cloud credential', () => {
	it('an action in the headers, awkward characters in the query', async () => {
		const { json, error } = await httpRequest({
			method: 'POST',
			url: sandbox.aiccs.endpoint,
			...headers('QueryAiCallTaskPage'),
			...query({ TaskName: "测试 (1)!'*~&=+%", PageSize: '5' }),
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject({ Code: 'OK' });
		expect(sandbox.requests.at(-1)).toMatchObject({
			action: 'QueryAiCallTaskPage',
			query: { TaskName: "测试 (1)!'*~&=+%", PageSize: '5' },
		});
	});

	it('an action in the query, as the vendor’s examples have it', async () => {
		const { json } = await httpRequest({
			method: 'GET',
			url: `${sandbox.aiccs.endpoint}/?Action=ListAvailableTts&Version=2019-10-15`,
		});
		expect(json).toMatchObject({ Code: 'OK' });
	});

	it('a form body', async () => {
		const [taskId] = sandbox.aiccsState.tasks.keys();
		const list = '[{"calleeNumber":"13800138000","name":"张三 (A*B)!\'~"}]';
		const { error } = await httpRequest({
			method: 'POST',
			url: sandbox.aiccs.endpoint,
			...headers('ImportTaskNumberDatas'),
			...query({ TaskId: taskId, DataType: 'JSON' }),
			sendBody: true,
			contentType: 'form-urlencoded',
			specifyBody: 'keypair',
			bodyParameters: { parameters: [{ name: 'PhoneNumberList', value: list }] },
		});
		expect(error).toBeUndefined();
		expect(sandbox.requests.at(-1)?.form).toEqual({ PhoneNumberList: list });
	});

	it('says what is missing when no action is named', async () => {
		const { error } = await httpRequest({ method: 'POST', url: sandbox.aiccs.endpoint });
		expect(error?.message).toContain('No action is named');
		expect(sandbox.requests).toEqual([]);
	});
});
