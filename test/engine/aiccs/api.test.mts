import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { searchActions } from '../../../nodes/AlibabaCloudAiccs/pickers.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { editorContext } from './listSearch.mts';
import { runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const call = async (action: string, more: INodeParameters = {}) =>
	await runAiccs(engine, sandbox, {
		resource: 'api',
		operation: 'call',
		apiAction: byName(action),
		...more,
	});
const wire = () =>
	sandbox.requests.map(({ method, action, query, form }) => ({ method, action, query, form }));
const NUMBERS = '[{"calleeNumber":"13800138000","customer":119181071278123456}]';

describe('Call', () => {
	it('sends fields, leaves out empty ones, and gives the whole answer', async () => {
		const { json, output } = await call('QueryAiCallTaskPage', {
			queryParameters: {
				parameter: [
					{ name: 'PageSize', value: '={{ 1 }}' },
					{ name: ' TaskName ', value: '示例任务01' },
					{ name: 'AgentName', value: '' },
				],
			},
		});
		expect(wire()).toEqual([
			{
				method: 'POST',
				action: 'QueryAiCallTaskPage',
				query: { PageSize: '1', TaskName: '示例任务01' },
				form: undefined,
			},
		]);
		expect(json).toEqual([
			expect.objectContaining({
				Code: 'OK',
				Success: true,
				RequestId: expect.any(String),
				Data: expect.objectContaining({ Total: 1, List: [expect.objectContaining({ TotalCount: 8 })] }),
			}),
		]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it('gives objects and lists in fields as JSON', async () => {
		await call('GetAgent', {
			queryParameters: { parameter: [{ name: 'Ids', value: '={{ [1, "2"] }}' }] },
		});
		expect(wire()[0].query).toEqual({ Ids: '[1,"2"]' });
	});

	it('takes JSON, with form parameters and every digit of an ID', async () => {
		const taskId = [...sandbox.aiccsState.tasks.keys()][0];
		const { json } = await call('ImportTaskNumberDatas', {
			specifyParameters: 'json',
			queryJson: `{ "TaskId": ${taskId}, "DataType": "JSON", "EncryptionType": 0, "OssFileName": null }`,
			formJson: `{ "PhoneNumberList": ${NUMBERS} }`,
		});
		expect(wire()).toEqual([
			{
				method: 'POST',
				action: 'ImportTaskNumberDatas',
				query: { TaskId: taskId, DataType: 'JSON', EncryptionType: '0' },
				form: { PhoneNumberList: NUMBERS },
			},
		]);
		expect(json[0].Data).toMatch(/^\d{18}$/);
	});

	it('sends form parameters from fields', async () => {
		const taskId = [...sandbox.aiccsState.tasks.keys()][0];
		await call('ImportTaskNumberDatas', {
			queryParameters: {
				parameter: [
					{ name: 'TaskId', value: taskId },
					{ name: 'DataType', value: 'JSON' },
				],
			},
			formParameters: { parameter: [{ name: 'PhoneNumberList', value: NUMBERS }] },
		});
		expect(wire()[0]).toMatchObject({
			query: { TaskId: taskId, DataType: 'JSON' },
			form: { PhoneNumberList: NUMBERS },
		});
	});

	it('takes an object from an expression, and GET', async () => {
		await call('GetHotlineServiceStatistics', {
			method: 'GET',
			specifyParameters: 'json',
			queryJson: '={{ ({ InstanceId: "ccc", ExistAgentGrouping: true }) }}',
		});
		expect(wire()).toEqual([
			{
				method: 'GET',
				action: 'GetHotlineServiceStatistics',
				query: { InstanceId: 'ccc', ExistAgentGrouping: 'true' },
				form: undefined,
			},
		]);
	});

	it.each([
		['Query Parameters (JSON)', { specifyParameters: 'json', queryJson: '{ "a": ' }, 'is not valid JSON'],
		['Query Parameters (JSON)', { specifyParameters: 'json', queryJson: '[1]' }, 'is not a JSON object'],
		['Form Parameters (JSON)', { specifyParameters: 'json', formJson: '12' }, 'is not a JSON object'],
		[
			'Query Parameters',
			{ queryParameters: { parameter: [{ name: ' ', value: '1' }] } },
			'has an entry without a name',
		],
		[
			'Form Parameters',
			{
				formParameters: {
					parameter: [
						{ name: 'A', value: '1' },
						{ name: 'A', value: '2' },
					],
				},
			},
			'has "A" twice',
		],
		[
			'Action is wrong:',
			{ apiAction: byName('={{ "Get Agent" }}') },
			'An action name has letters and digits only',
		],
		['Action', { apiAction: byName('={{ "" }}') }, 'is empty'],
	])('%s is checked before anything is sent', async (label, parameters, problem) => {
		const { error } = await call('GetAgent', parameters);
		expect(error?.message).toBe(`${label} ${problem} [item 0]`);
		expect(sandbox.requests).toEqual([]);
	});

	it.each([
		['GetAgent', 2],
		['PageQueryAgentList', 2],
		['StartCall', 1],
	])('%s after a lost answer is sent %d time(s) in all', async (action, requests) => {
		sandbox.faults.add({ match: { action }, kind: 'reset-after' });
		const { error } = await call(action);
		expect(wire()).toHaveLength(requests);
		if (requests === 1) expect(error?.message).toContain('Unknown outcome');
		else expect(error).toBeUndefined();
	});

	it('an action that does not exist is an error that says so', async () => {
		const { error } = await call('GetNothing');
		expect(error?.message).toContain('This action does not exist');
		expect((error as NodeApiError).description).toContain('Check the action name');
	});
});

describe('searchActions', () => {
	it('offers the whole directory and searches name and group', async () => {
		const context = editorContext(sandbox);
		expect((await searchActions.call(context)).results).toHaveLength(166);
		expect(await searchActions.call(context, 'createagent')).toEqual({
			results: [{ name: 'CreateAgent (Agent Management)', value: 'CreateAgent' }],
		});
		const { results } = await searchActions.call(context, 'department management');
		expect(results.map(({ value }) => value)).toEqual([
			'CreateDepartment',
			'DeleteDepartment',
			'GetAllDepartment',
			'UpdateDepartment',
		]);
		expect(sandbox.requests).toEqual([]);
	});
});
