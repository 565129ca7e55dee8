import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { stopTime, whileTimePasses } from '../../simulatedTime.mts';
import { until } from '../../until.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, byId, runAiccs } from './run.mts';

/** Call Detail > Get and Call > Get Dialog with Wait Until Finished. */

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
	sandbox.clock.speed = 60;
});

const task = () => [...sandbox.aiccsState.tasks.values()][2];
const answered = () => task().dialler.completed.find(({ outcome }) => outcome?.result === 'ANSWERED')!;
const waiting = (longestWait: number): INodeParameters => ({
	resource: 'callDetail',
	operation: 'get',
	taskId: byId(task().taskId),
	findBy: 'detailId',
	detailId: byId('={{ $json.detailId }}'),
	waitUntilFinished: true,
	longestWait,
});
const run = async (
	parameters: INodeParameters,
	options: Parameters<typeof runAiccs>[3] = {},
	mostMs?: number,
) => await whileTimePasses(runAiccs(engine, sandbox, parameters, options), mostMs);
const asked = (detailId: string) => sandbox.requests.filter(({ query }) => query.DetailId === detailId);

/** A number that a running task is about to dial; it answers as it did in the call before. */
function dialling() {
	const now = sandbox.clock.now();
	const [detail] = sandbox.aiccsState.addDetails(task(), [{ number: answered().number }], now);
	sandbox.aiccsState.start(task(), now);
	return detail;
}

describe('Wait Until Finished', () => {
	it('asks until the call has ended, while other items go on within one slot', async () => {
		const { detailId } = dialling();
		const ended = answered().detailId;
		const { json } = await run(waiting(20), {
			items: [{ detailId }, { detailId: ended }],
			credential: aiccsCredential(sandbox, { concurrentRequests: 1 }),
		});
		expect(json.map((row) => [row.detailId, row.finished, (row.status as IDataObject).label])).toEqual([
			[detailId, true, 'Ended'],
			[ended, true, 'Ended'],
		]);
		expect(asked(detailId).length).toBeGreaterThan(1);
		expect(asked(ended)).toHaveLength(1);
		// The item that had ended did not wait for the one that had not.
		expect(asked(ended)[0].receivedAt).toBeLessThan(asked(detailId)[1].receivedAt);
	});

	it('a call that a retry follows has not ended, though it was released', async () => {
		sandbox.clock.speed = 0;
		const detail = dialling();
		task().retryEnabled = true;
		task().retryTimes = 1;
		task().retryReasons = ['ANSWERED'];
		task().retryIntervalMinutes = 60;
		sandbox.clock.advance(300);
		const { json } = await run(waiting(1), { items: [{ detailId: detail.detailId }] });
		expect(json[0]).toMatchObject({
			finished: false,
			status: { code: 2, label: 'Waiting for Retry' },
			releaseTime: expect.any(String),
		});
	});

	it('when the time is up the item comes out as far as the call has got', async () => {
		sandbox.clock.speed = 0;
		const { detailId } = dialling();
		const started = Date.now();
		const { json, error } = await run(waiting(2), { items: [{ detailId }] });
		const took = Date.now() - started;
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ detailId, finished: false, status: { code: 3, label: 'Calling' } }),
		]);
		expect(took).toBeGreaterThanOrEqual(2000);
		expect(took).toBeLessThan(2100);
		expect(asked(detailId).length).toBeGreaterThan(1);
	});

	it('asks once when the user does not want to wait', async () => {
		sandbox.clock.speed = 0;
		const { detailId } = dialling();
		const { json } = await run({ ...waiting(20), waitUntilFinished: false }, { items: [{ detailId }] });
		expect(json[0].finished).toBe(false);
		expect(asked(detailId)).toHaveLength(1);
	});

	it('ends when the execution is cancelled', async () => {
		sandbox.clock.speed = 0;
		const { detailId } = dialling();
		const cancelled = new AbortController();
		const started = Date.now();
		const running = run(waiting(25), { items: [{ detailId }], signal: cancelled.signal }, 500);
		await until(() => Date.now() - started >= 500);
		cancelled.abort();
		await running.catch(() => undefined);
		expect(Date.now() - started).toBe(500);
		expect(asked(detailId)).toHaveLength(1);
	});

	it('waits for a call that was placed, until it is hung up', async () => {
		const place: INodeParameters = {
			resource: 'call',
			operation: 'place',
			calledNumber: answered().number,
			callerNumber: '057112345678',
			applicationCode: 'F32000001',
		};
		const placed = await run(place);
		const { callId } = placed.json[0];
		const callDate = new Date(sandbox.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
		const { json } = await run(
			{
				resource: 'call',
				operation: 'getDialog',
				callId: '={{ $json.callId }}',
				callDate,
				waitUntilFinished: true,
				longestWait: 20,
			},
			{ items: [{ callId }] },
		);
		expect(json[0]).toMatchObject({ callId, callStatus: { code: 2, label: 'Hung Up' } });
		expect(sandbox.requests.filter(({ action }) => action === 'GetCallDialogContent').length).toBeGreaterThan(
			1,
		);
	});
});
