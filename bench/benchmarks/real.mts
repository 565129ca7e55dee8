import { rmSync } from 'node:fs';

import { chain, madeLeads, type Step } from '../../e2e/chain.mts';
import { failureOf, itemsOf } from '../../e2e/execution.mts';
import { HealthWatch, longestSilence } from '../../e2e/health.mts';
import { forgetPeak, peakMb } from '../../e2e/memory.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../../e2e/n8n.mts';
import { packAndInstall } from '../../e2e/package-under-test.mts';
import { PACKAGE_NAME } from '../../e2e/paths.mts';
import { freePort } from '../../e2e/ports.mts';
import { OWNER } from '../../e2e/stage.mts';
import type { Benchmark, BenchmarkContext } from '../benchmark.mts';
import { HTTP_REQUEST, signed } from '../contenders/httpRequest.mts';
import { IMPORT_ONE, importOneRequest } from '../contenders/importOne.mts';
import { median, ratio, seconds, times } from '../report.mts';
import type { ServerReport } from '../serverProcess.mts';

const LATENCY_MS = 20;
/** The most the credential's fields allow. */
const LIMITS = { requestsPerSecond: 1000, concurrentRequests: 100 };
const NODE = 'Number > Import One';
const REQUEST = 'HTTP Request';
const LABELS = [NODE, REQUEST];
const TYPE = `${PACKAGE_NAME}.alibabaCloudAiccs`;
const CREDENTIAL = 'alibabaCloudAccessKeyApi';

interface RealSample {
	label: string;
	count: number;
	/** n8n's own figure for the node. */
	ms: number;
	/** The longest time without an answer of n8n, from the start of the execution until it had ended. */
	silenceMs: number;
	/** Most memory of n8n's process meanwhile, since no run before it in the same process. */
	peakMb?: number;
	server: ServerReport;
}

/** The workflows of both contenders in a new n8n, and a way to run one. */
async function prepared(n8n: RunningN8n, { server }: BenchmarkContext) {
	await n8n.rest.setUpOwner(OWNER);
	const data = { accessKeyId: 'LTAI-bench', accessKeySecret: 'bench-secret', endpoint: server.endpoint };
	const credential = await n8n.rest.createCredential({
		name: 'Bench',
		type: CREDENTIAL,
		data: { ...data, ...LIMITS },
	});
	const steps: Record<string, Step> = {
		[NODE]: { name: NODE, type: TYPE, typeVersion: 1, parameters: IMPORT_ONE },
		[REQUEST]: { name: REQUEST, ...HTTP_REQUEST, parameters: signed(importOneRequest(server.endpoint)) },
	};
	return async (label: string, count: number): Promise<RealSample> => {
		const { id } = await n8n.rest.importWorkflow(
			chain(label, [...madeLeads(count), steps[label]]),
			{ [CREDENTIAL]: credential },
			{ [TYPE]: CREDENTIAL, [HTTP_REQUEST.type]: CREDENTIAL },
		);
		await server.prepare({ latencyMs: LATENCY_MS });
		const watch = await HealthWatch.start(n8n.url);
		forgetPeak(n8n.pid);
		const from = Date.now();
		const execution = await n8n.rest.runToEnd(id);
		const to = Date.now();
		const silenceMs = longestSilence(await watch.stop(), from, to);
		const sample = { label, count, silenceMs, peakMb: peakMb(n8n.pid), server: await server.report() };
		const { accepted, distinct } = sample.server;
		if (execution.status !== 'success') throw new Error(failureOf(execution));
		if (itemsOf(execution, label).length !== count || accepted !== count || distinct !== count) {
			throw new Error(`${label}: ${count} items, ${accepted} accepted, ${distinct} of them different`);
		}
		return { ...sample, ms: execution.runData[label][0].executionTime };
	};
}

/** Each round has an n8n of its own, so that each contender can be the first to fill its memory. */
async function round(context: BenchmarkContext, labels: string[], counts: number[]): Promise<RealSample[]> {
	const userFolder = newUserFolder();
	try {
		await packAndInstall(userFolder);
		const n8n = await startN8n({ port: await freePort(), userFolder });
		try {
			const run = await prepared(n8n, context);
			for (const label of labels) await run(label, 100);
			const samples: RealSample[] = [];
			for (const count of counts) {
				for (const label of labels) {
					const sample = await run(label, count);
					if (samples.length > 0) delete sample.peakMb;
					samples.push(sample);
					context.progress(
						`real  ${count} × ${label}  ${seconds(sample.ms)}, silent for ${seconds(sample.silenceMs)}`,
					);
				}
			}
			return samples;
		} finally {
			await n8n.stop();
		}
	} finally {
		rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

export const real: Benchmark = {
	name: 'real',
	async run(context) {
		const recorded = context.quick ? [200] : [5000, 1000];
		const counts = context.count === undefined ? recorded : [context.count];
		const samples: RealSample[] = [];
		for (let turn = 0; turn < (context.quick ? 2 : 4); turn++) {
			samples.push(...(await round(context, turn % 2 === 0 ? LABELS : [...LABELS].reverse(), counts)));
		}
		const of = (label: string, count: number) =>
			samples.filter((sample) => sample.label === label && sample.count === count);
		const ms = (sample: RealSample) => sample.ms;
		const silence = (label: string, count: number) =>
			Math.max(...of(label, count).map(({ silenceMs }) => silenceMs));
		const memory = (label: string, count: number) => {
			const peaks = of(label, count).flatMap(({ peakMb: peak }) => peak ?? []);
			return peaks.length > 0 ? `${median(peaks).toFixed(0)} MB` : '';
		};
		const [most] = counts;
		const items = `${most.toLocaleString('en')} items`;
		return {
			name: 'real',
			title: `A real n8n as it comes, with SQLite, a request for each item, ${LATENCY_MS} ms latency; the credential at its limits of ${LIMITS.requestsPerSecond} requests a second and ${LIMITS.concurrentRequests} at once. HTTP Request signs with the same credential and sends the same requests, without batching. Both in turns in one n8n, a new one for each round. Time is n8n's own figure for the node; silence is the longest time in which n8n answered nobody who asked for \`/healthz\` every 50 ms, from the start to the end of the execution, in the worst round; memory is the most that n8n's process had resident, where no run came before.`,
			head: ['', 'items', 'time', 'per item', 'most open', 'to HTTP Request', 'silence', 'memory'],
			rows: counts.flatMap((count) =>
				LABELS.map((label) => [
					label,
					count.toLocaleString('en'),
					seconds(median(of(label, count).map(ms))),
					`${(median(of(label, count).map(ms)) / count).toFixed(2)} ms`,
					String(Math.max(...of(label, count).map(({ server }) => server.peak))),
					times(ratio(of(label, count), of(REQUEST, count), ms)),
					seconds(silence(label, count)),
					memory(label, count),
				]),
			),
			targets: [
				{
					text: `the time of HTTP Request, ${items}`,
					unit: '×',
					value: ratio(of(NODE, most), of(REQUEST, most), ms),
					atMost: 0.6,
				},
				{ text: `n8n's longest silence, ${items}`, unit: 's', value: silence(NODE, most) / 1000, atMost: 1 },
			],
			notes: [],
			data: samples,
		};
	},
};
