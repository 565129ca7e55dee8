import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { detailId } from '../data.mts';
import { PAGE_SIZE } from '../contenders/pageSize.mts';
import { median, ratio, seconds, times } from '../report.mts';

const LATENCY_MS = 20;
const CONCURRENCY = 5;
const NODE = 'Call Detail > Get Many, Return All';
const PAGINATION = 'HTTP Request with its own pagination';
const BARE = 'undici';

const ms = ({ ms: value }: Sample) => value;

export const details: Benchmark = {
	name: 'details',
	async run(context) {
		const count = context.quick ? 5000 : 100_000;
		const contender = (label: string, name: string) => ({
			label,
			place: { file: 'details', name },
			job: { count, concurrency: CONCURRENCY },
		});
		const samples = await inRounds(context, {
			contenders: [contender(NODE, 'node'), contender(PAGINATION, 'pagination'), contender(BARE, 'bare')],
			rounds: context.quick ? 2 : 3,
			settings: { latencyMs: LATENCY_MS, details: count },
			warm: PAGE_SIZE,
			warmUp: context.quick ? 1000 : 0,
			check: (sample, label) => {
				must(sample.error === undefined && sample.output === count, label, 'lost rows', sample);
				must(label !== NODE || sample.sample === detailId(count - 1), label, 'lost digits or order', sample);
				must(sample.server.peak <= CONCURRENCY, label, 'had too many requests open', sample);
			},
		});
		const of = (label: string) => samples.get(label) ?? [];
		return {
			name: 'details',
			title: `${count.toLocaleString('en')} call details in pages of ${PAGE_SIZE}, ${LATENCY_MS} ms latency, at most ${CONCURRENCY} requests at a time, in n8n-core. The node's rows come out simplified, HTTP Request's by Split Out.`,
			head: ['', 'requests', 'most at once', 'time', 'to undici', 'last id'],
			rows: [NODE, PAGINATION, BARE].map((label) => [
				label,
				String(of(label)[0].server.requests),
				String(of(label)[0].server.peak),
				seconds(median(of(label).map(ms))),
				times(ratio(of(label), of(BARE), ms)),
				of(label)[0].sample ?? '',
			]),
			targets: [
				{ text: 'the time of undici', unit: '×', value: ratio(of(NODE), of(BARE), ms), atMost: 1.5 },
				{
					text: 'the time of the node takes HTTP Request with its own pagination',
					unit: '×',
					value: ratio(of(PAGINATION), of(NODE), ms),
					atLeast: 3,
				},
			],
			notes: [`The last detail is ${detailId(count - 1)}.`],
			data: Object.fromEntries(samples),
		};
	},
};
