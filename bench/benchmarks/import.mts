import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { ContenderProcess } from '../contender.mts';
import { median, ratio, seconds, times } from '../report.mts';

const LATENCY_MS = 20;
const NODE = 'Number > Import';
const BATCHES = 'HTTP Request, hand-made batches of 1,000';
const BARE = 'undici';
const SINGLE = 'HTTP Request, one number per request';
/** What is not over by then would not be over for a long time. */
const MOST_MS = 240_000;

/** From a CPU profile of this benchmark (`node --cpu-prof`), n8n-core 2.41.1. */
const PARSED_AGAIN =
	'Of the time of the node, 6 % is n8n parsing the signed form once more and throwing the result away (`convertN8nRequestToAxios`), which the older way of HTTP Request through n8n is spared. Hand-made batches come out as 100 answers, the node says of each number what became of it.';

const ms = ({ ms: value }: Sample) => value;

export const importNumbers: Benchmark = {
	name: 'import',
	async run(context) {
		const { quick, server, progress } = context;
		const count = quick ? 10_000 : 100_000;
		const few = quick ? 500 : 5000;
		const contender = (label: string, name: string) => ({
			label,
			place: { file: 'import', name },
			job: { count, concurrency: 1 },
		});
		const samples = await inRounds(context, {
			contenders: [contender(NODE, 'node'), contender(BATCHES, 'batches'), contender(BARE, 'bare')],
			rounds: quick ? 2 : 5,
			settings: { latencyMs: LATENCY_MS },
			warmUp: 10_000,
			check: (sample, label) => {
				must(sample.error === undefined, label, 'failed', sample);
				must(
					sample.server.accepted === count && sample.server.distinct === count,
					label,
					'lost numbers',
					sample,
				);
				must(label !== NODE || sample.output === count, label, 'does not account for every number', sample);
			},
		});
		const of = (label: string) => samples.get(label) ?? [];
		const single = await inRounds(context, {
			contenders: [{ ...contender(SINGLE, 'single'), job: { count: few } }],
			rounds: 1,
			settings: { latencyMs: LATENCY_MS },
			warmUp: 100,
			check: (sample, label) => must(sample.server.distinct === few, label, 'lost numbers', sample),
		});
		const [one] = single.get(SINGLE) ?? [];
		const perNumber = (sample: Sample, numbers: number) => (sample.ms / numbers) * 1000;
		const rows = [NODE, BATCHES, BARE].map((label) => [
			label,
			count.toLocaleString('en'),
			String(of(label)[0].server.requests),
			seconds(median(of(label).map(ms))),
			`${median(of(label).map((sample) => perNumber(sample, count))).toFixed(0)} µs`,
			times(ratio(of(label), of(BARE), ms)),
		]);
		const bareNumber = median(of(BARE).map((sample) => perNumber(sample, count)));
		rows.push([
			SINGLE,
			few.toLocaleString('en'),
			String(one.server.requests),
			seconds(one.ms),
			`${perNumber(one, few).toFixed(0)} µs`,
			times(perNumber(one, few) / bareNumber),
		]);
		const notes: string[] = [
			`Requests of 1,000 one after the other at ${LATENCY_MS} ms are ${LATENCY_MS} µs a number before anything is computed, so that no importer that keeps the order can be 50 times as fast as ${SINGLE}, which has all its requests under way at once: undici is ${(perNumber(one, few) / bareNumber).toFixed(1)} times as fast.`,
			PARSED_AGAIN,
		];
		if (!quick) notes.push(await allAtOnce(server.endpoint, count));
		return {
			name: 'import',
			title: `${count.toLocaleString('en')} numbers with 3 variables each, ${LATENCY_MS} ms latency, one request at a time, in n8n-core. Hand-made batches: Loop Over Items, Aggregate and an expression.`,
			head: ['', 'numbers', 'requests', 'time', 'per number', 'to undici'],
			rows,
			targets: [
				{ text: 'the time of undici', unit: '×', value: ratio(of(NODE), of(BARE), ms), atMost: 1.5 },
				{
					text: 'the time of hand-made batches',
					unit: '×',
					value: ratio(of(NODE), of(BATCHES), ms),
					atMost: 1,
				},
				{
					text: 'the time of the node per number takes HTTP Request with one number per request',
					unit: '×',
					value: perNumber(one, few) / median(of(NODE).map((sample) => perNumber(sample, count))),
					atLeast: 50,
				},
			],
			notes,
			data: { ...Object.fromEntries(samples), [SINGLE]: one },
		};

		/** HTTP Request makes the requests of all items at once: what becomes of 100,000. */
		async function allAtOnce(endpoint: string, numbers: number): Promise<string> {
			await server.prepare({ latencyMs: LATENCY_MS });
			const child = new ContenderProcess();
			const from = performance.now();
			const end = await child
				.run({ file: 'import', name: 'single' }, { endpoint, count: numbers }, MOST_MS)
				.then(({ error, output }) =>
					error === undefined ? `came out with ${output} items` : `ended with "${error}"`,
				)
				.catch((error: Error) => `was given up: ${error.message}`);
			child.stop();
			const time = seconds(performance.now() - from);
			const { distinct, connections } = await server.report();
			progress(`${SINGLE}, all ${numbers}: ${end}`);
			return `${SINGLE}, all ${numbers.toLocaleString('en')} at once: after ${time} the node ${end}. The server had taken ${distinct.toLocaleString('en')} numbers over ${connections.toLocaleString('en')} connections; the node tells of none of them.`;
		}
	},
};
