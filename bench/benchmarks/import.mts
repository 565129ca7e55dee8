import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { median, ratio, seconds, times } from '../report.mts';

const LATENCY_MS = 20;
const NODE = 'Number > Import';
const BATCHES = 'HTTP Request, hand-made batches of 1,000';
const BARE = 'undici';

/** From a CPU profile of this benchmark (`node --cpu-prof`), n8n-core 2.41.1. */
const PARSED_AGAIN =
	'Of the time of the node, 6 % is n8n parsing the signed form once more and throwing the result away (`convertN8nRequestToAxios`), which the older way of HTTP Request through n8n is spared. Hand-made batches come out as 100 answers, the node says of each number what became of it.';

const ms = ({ ms: value }: Sample) => value;

export const importNumbers: Benchmark = {
	name: 'import',
	async run(context) {
		const count = context.quick ? 10_000 : 100_000;
		const contender = (label: string, name: string) => ({
			label,
			place: { file: 'import', name },
			job: { count, concurrency: 1 },
		});
		const samples = await inRounds(context, {
			contenders: [contender(NODE, 'node'), contender(BATCHES, 'batches'), contender(BARE, 'bare')],
			rounds: context.quick ? 2 : 5,
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
		return {
			name: 'import',
			title: `${count.toLocaleString('en')} numbers with 3 variables each, ${LATENCY_MS} ms latency, one request at a time, in n8n-core. Hand-made batches: Loop Over Items, Aggregate and an expression.`,
			head: ['', 'requests', 'time', 'per number', 'to undici'],
			rows: [NODE, BATCHES, BARE].map((label) => [
				label,
				String(of(label)[0].server.requests),
				seconds(median(of(label).map(ms))),
				`${((median(of(label).map(ms)) / count) * 1000).toFixed(0)} µs`,
				times(ratio(of(label), of(BARE), ms)),
			]),
			targets: [
				{ text: 'the time of undici', unit: '×', value: ratio(of(NODE), of(BARE), ms), atMost: 1.3 },
				{
					text: 'the time of hand-made batches',
					unit: '×',
					value: ratio(of(NODE), of(BATCHES), ms),
					atMost: 1,
				},
			],
			notes: [PARSED_AGAIN],
			data: Object.fromEntries(samples),
		};
	},
};
