import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { wavFor } from '../../../sandbox/recordings.mts';
import { untilOpen } from '../../until.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, byId, runAiccs } from './run.mts';

/** Call Detail > Download Recording. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	sandbox.settings.recordingTtlSeconds = 7 * 86_400;
});

const task = () => [...sandbox.aiccsState.tasks.values()][2];
const details = (answered: boolean) =>
	task().dialler.completed.filter(({ outcome }) => (outcome?.result === 'ANSWERED') === answered);
const ofDetail = (detailId: string): INodeParameters => ({
	resource: 'callDetail',
	operation: 'downloadRecording',
	findBy: 'detailId',
	taskId: byId(task().taskId),
	detailId: byId(detailId),
});
const ofLink = (recordingLink: string): INodeParameters => ({
	resource: 'callDetail',
	operation: 'downloadRecording',
	findBy: 'link',
	recordingLink,
});
const fetched = () => sandbox.requests.filter(({ vendor }) => vendor === 'recording');
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;

async function linkOf(detailId: string): Promise<string> {
	const { json } = await runAiccs(engine, sandbox, { ...ofDetail(detailId), operation: 'get' });
	sandbox.requests.length = 0;
	return json[0].recordingFileDownloadUrl as string;
}

describe('Download Recording', () => {
	it('finds the link and gives the file with name and type, without any credential header', async () => {
		const { detailId } = details(true)[0];
		const callId = `${detailId}^10000000001`;
		const { output, error } = await runAiccs(engine, sandbox, {
			...ofDetail(detailId),
			binaryPropertyName: 'recording',
		});
		expect(error).toBeUndefined();
		expect(sandbox.requests.map(({ action, query }) => [action, query.DetailId])).toEqual([
			['QueryConversationDetailInfoNew', detailId],
			['GET /recordings/{id}.wav', undefined],
		]);
		const [{ json, binary, pairedItem }] = output;
		expect(json).toMatchObject({ detailId, callId, callResult: { code: 'ANSWERED' } });
		expect(pairedItem).toEqual({ item: 0 });
		expect(Object.keys(binary!)).toEqual(['recording']);
		const { data, ...about } = binary!.recording;
		expect(Buffer.from(data, 'base64').equals(wavFor(callId))).toBe(true);
		expect(about).toMatchObject({
			fileName: `${callId}.wav`,
			fileExtension: 'wav',
			mimeType: 'audio/wav',
			fileType: 'audio',
		});
		const { accessKeyId, accessKeySecret } = sandbox.aiccs;
		const [{ headers }] = fetched();
		expect(Object.keys(headers).filter((name) => /^(authorization|x-acs-|cookie)/.test(name))).toEqual([]);
		expect(JSON.stringify(headers)).not.toMatch(new RegExp(`${accessKeyId}|${accessKeySecret}`));
	});

	it('takes a link as it is, and asks the vendor nothing', async () => {
		const link = await linkOf(details(true)[0].detailId);
		const { output } = await runAiccs(engine, sandbox, ofLink(link));
		expect(sandbox.requests.map(({ vendor }) => vendor)).toEqual(['recording']);
		expect(output[0].json).toEqual({ recordingFileDownloadUrl: link });
		expect(output[0].binary?.data.mimeType).toBe('audio/wav');
	});

	it('fetches within the limits of the credential, and repeats what a fault stopped', async () => {
		const items = details(true)
			.slice(0, 6)
			.map(({ detailId }) => ({ detailId }));
		sandbox.faults.add({ match: { vendor: 'recording', nth: 2 }, kind: 'status-before', status: 503 });
		sandbox.faults.add({ match: { vendor: 'recording', nth: 4 }, kind: 'reset-before' });
		const release = sandbox.hold();
		const running = runAiccs(engine, sandbox, ofDetail('={{ $json.detailId }}'), {
			items,
			credential: aiccsCredential(sandbox, { concurrentRequests: 2 }),
		});
		await untilOpen(sandbox, 2);
		release();
		const { output } = await running;
		expect(output.map(({ json }) => json.detailId)).toEqual(items.map(({ detailId }) => detailId));
		expect(output.every(({ binary }) => binary?.data.mimeType === 'audio/wav')).toBe(true);
		expect(fetched()).toHaveLength(8);
		expect(sandbox.inFlight.peak).toBe(2);
	});

	it('a link that has expired says so and what to do', async () => {
		sandbox.settings.recordingTtlSeconds = 60;
		const link = await linkOf(details(true)[0].detailId);
		sandbox.clock.advance(120);
		const { error } = await runAiccs(engine, sandbox, ofLink(link));
		expect(errorText(error)).toMatch(
			/The link to the recording has expired.*live 7 days: get the call detail again.*HTTP status: 403, Item: 0/,
		);
		expect(fetched()).toHaveLength(1);
		expect(errorText(error)).not.toContain('token=');
	});

	it.each([
		[404, 'NoSuchKey', 'has expired'],
		[403, 'AccessDenied', 'has expired'],
		[400, 'InvalidArgument', 'does not lead to a recording'],
		[200, 'Oddity', 'does not lead to a recording'],
	])('an answer of OSS with status %s and code %s', async (status, code, message) => {
		const link = await linkOf(details(true)[0].detailId);
		const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Request has expired.</Message></Error>`;
		sandbox.faults.add({ match: { vendor: 'recording' }, kind: 'status-before', status, message: body });
		const { error } = await runAiccs(engine, sandbox, ofLink(link));
		expect(errorText(error)).toContain(message);
		expect(errorText(error)).toContain(`Code: ${code}, HTTP status: ${status}`);
	});

	it('a call without a recording comes out as error beside the others', async () => {
		const [with_, without] = [details(true)[0].detailId, details(false)[0].detailId];
		const { items } = await runAiccs(engine, sandbox, ofDetail('={{ $json.detailId }}'), {
			items: [{ detailId: without }, { detailId: with_ }],
			node: { onError: 'continueErrorOutput' },
		});
		expect(items('AICCS', 0).map(({ json }) => json.detailId)).toEqual([with_]);
		expect(items('AICCS', 1).map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['This call has no recording', { item: 0 }],
		]);
	});

	it.each(['recording.wav', 'file:///etc/passwd', 'javascript:alert(1)'])(
		'%s is no link: nothing is sent',
		async (link) => {
			const { error } = await runAiccs(engine, sandbox, ofLink(link));
			expect(error?.message).toContain('Recording Link is not a link');
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('a host that cannot be reached is named as such', async () => {
		const other = await startSandbox({ quiet: true });
		await other.stop();
		const { error } = await runAiccs(engine, sandbox, ofLink(`${other.url}/recordings/a.wav`));
		expect(errorText(error)).toMatch(/could not be made.*Check the link of the file/);
	});
});
