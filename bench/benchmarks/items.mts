import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { median, ratio, seconds, times } from '../report.mts';

const LATENCY_MS = 20;
/** Requests open at once that the credential allows: few, and as many as do not hold up the work of a processor. */
const [FEW, MANY] = [10, 50];
/** More than anyone reaches here: what the limit of requests a second does is measured by `throttle`. */
const PER_SECOND = 100_000;
const REQUEST = 'HTTP Request';
const node = (limit: number) => `Number > Import One, at most ${limit} open`;

const ms = ({ ms: value }: Sample) => value;
const peak = ({ server }: Sample) => server.peak;

export const items: Benchmark = {
	name: 'items',
	async run(context) {
		const count = context.quick ? 300 : 5000;
		const contender = (label: string, name: string, limit: number) => ({
			label,
			place: { file: 'items', name },
			job: { count, concurrency: limit, perSecond: PER_SECOND },
			limit,
		});
		const contenders = [
			contender(node(FEW), 'node', FEW),
			contender(node(MANY), 'node', MANY),
			contender(REQUEST, 'request', count),
		];
		const samples = await inRounds(context, {
			contenders,
			rounds: context.quick ? 2 : 3,
			settings: { latencyMs: LATENCY_MS },
			warmUp: context.quick ? 100 : 500,
			check: (sample, label) => {
				must(sample.error === undefined && sample.output === count, label, 'lost items', sample);
				must(sample.server.accepted === count, label, 'lost requests', sample);
				const limit = contenders.find((each) => each.label === label)?.limit ?? 0;
				must(sample.server.peak <= limit, label, 'went over the limit', sample);
			},
		});
		const of = (label: string) => samples.get(label) ?? [];
		const mostOpen = (label: string) => Math.max(...of(label).map(peak));
		return {
			name: 'items',
			title: `${count.toLocaleString('en')} items, a request for each, ${LATENCY_MS} ms latency, in n8n-core. HTTP Request opens as many requests as it can, the node as many as the credential allows.`,
			head: ['', 'time', 'least that the latency allows', 'per item', 'most open', 'to HTTP Request'],
			rows: contenders.map(({ label, limit }) => [
				label,
				seconds(median(of(label).map(ms))),
				seconds(Math.ceil(count / limit) * LATENCY_MS),
				`${(median(of(label).map(ms)) / count).toFixed(2)} ms`,
				String(mostOpen(label)),
				times(ratio(of(label), of(REQUEST), ms)),
			]),
			targets: [
				{
					text: `the time of HTTP Request, with at most ${MANY} requests open beside ${mostOpen(REQUEST)}`,
					unit: '×',
					value: ratio(of(node(MANY)), of(REQUEST), ms),
					atMost: 1,
				},
			],
			notes: [],
			data: Object.fromEntries(samples),
		};
	},
};
