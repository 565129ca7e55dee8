import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { stopTime, whileTimePasses } from '../../simulatedTime.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Number > Get and Call Record > Get with Wait Until Finished. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	stopTime();
	sandbox = await startSandbox({ quiet: true, respectCallWindows: false });
});
afterAll(async () => {
	await sandbox.stop();
	jest.useRealTimers();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.clock.speed = 0;
});

const task = () => [...sandbox.yunfuState.tasks.values()][0];
const PHONE = '13900009000';

const run = async (resource: string, parameters: INodeParameters) =>
	await whileTimePasses(
		runYunfu(engine, sandbox, { resource, operation: 'get', taskId: byId(task().id), ...parameters }),
	);

describe('Number > Get', () => {
	it('asks until the number was called', async () => {
		sandbox.clock.speed = 60;
		sandbox.yunfuState.addNumber(task(), { phone: PHONE });
		const { json } = await run('number', { phoneNumber: PHONE, waitUntilFinished: true, longestWait: 20 });
		expect(Number((json[0].status as IDataObject).code)).toBeGreaterThan(0);
		expect(sandbox.requests.length).toBeGreaterThan(1);
	});

	it('when the time is up the number comes out as it is', async () => {
		task().pause(sandbox.clock.now());
		sandbox.yunfuState.addNumber(task(), { phone: PHONE });
		const { json, error } = await run('number', {
			phoneNumber: PHONE,
			waitUntilFinished: true,
			longestWait: 2,
		});
		expect(error).toBeUndefined();
		expect(json[0].status).toEqual({ code: 0, label: 'Waiting' });
		expect(sandbox.requests.length).toBeGreaterThan(1);
	});

	it('asks once when the user does not want to wait', async () => {
		task().pause(sandbox.clock.now());
		sandbox.yunfuState.addNumber(task(), { phone: PHONE });
		const { json } = await run('number', { phoneNumber: PHONE });
		expect(json[0].status).toEqual({ code: 0, label: 'Waiting' });
		expect(sandbox.requests).toHaveLength(1);
	});
});

describe('Call Record > Get', () => {
	const record = (answered: boolean) =>
		sandbox.yunfuState.task(task().id).records.find(({ call }) => (call.outcome.status === 1) === answered)!;

	it('does not ask again once the conversation is there', async () => {
		const recordId = byId(record(true).id);
		const { json } = await run('callRecord', { recordId, waitUntilFinished: true, longestWait: 20 });
		expect(json[0].transcript).toContain('robot: ');
		expect(sandbox.requests).toHaveLength(1);
	});

	it('asks again while there is none', async () => {
		const recordId = byId(record(false).id);
		const { json } = await run('callRecord', { recordId, waitUntilFinished: true, longestWait: 2 });
		expect(json[0].transcript).toBe('');
		expect(sandbox.requests.length).toBeGreaterThan(1);
	});
});
