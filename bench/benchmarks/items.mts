import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { median, ratio, seconds, times } from '../report.mts';

const CONCURRENCY = 10;
const NODE = 'Number > Import One';
const REQUEST = 'HTTP Request';

/** From a CPU profile of this benchmark (`node --cpu-prof`), n8n-core 2.41.1. */
const DECLARATIVE =
	"Every declarative node pays this. For each item n8n's RoutingNode walks all fields of the node twice, those of hidden operations included, and evaluates the expressions in every field that shares a name with one that is filled in: 60 % of the time here, half of it expressions. HTTP Request has an `execute` of its own and reads what it needs. What the package does itself is a tenth, reading its fields through n8n included. At the 20 requests a second that a credential allows by default, an item has 50 ms.";

const ms = ({ ms: value }: Sample) => value;

export const items: Benchmark = {
	name: 'items',
	async run(context) {
		const count = context.quick ? 300 : 5000;
		const contender = (label: string, name: string) => ({
			label,
			place: { file: 'items', name },
			job: { count, concurrency: CONCURRENCY },
		});
		const samples = await inRounds(context, {
			contenders: [contender(NODE, 'node'), contender(REQUEST, 'request')],
			rounds: context.quick ? 2 : 3,
			settings: {},
			warmUp: context.quick ? 100 : 500,
			check: (sample, label) => {
				must(sample.error === undefined && sample.output === count, label, 'lost items', sample);
				must(sample.server.accepted === count, label, 'lost requests', sample);
				must(label !== NODE || sample.server.peak <= CONCURRENCY, label, 'went over the limit', sample);
			},
		});
		const of = (label: string) => samples.get(label) ?? [];
		return {
			name: 'items',
			title: `${count.toLocaleString('en')} items, a request for each, no latency, in n8n-core; the credential allows ${CONCURRENCY} requests at once.`,
			head: ['', 'time', 'per item', 'most at once', 'to HTTP Request'],
			rows: [NODE, REQUEST].map((label) => [
				label,
				seconds(median(of(label).map(ms))),
				`${(median(of(label).map(ms)) / count).toFixed(2)} ms`,
				String(Math.max(...of(label).map(({ server }) => server.peak))),
				times(ratio(of(label), of(REQUEST), ms)),
			]),
			targets: [
				{
					text: 'the time of HTTP Request per item',
					unit: '×',
					value: ratio(of(NODE), of(REQUEST), ms),
					atMost: 1.2,
				},
				{
					text: 'requests at most open at once',
					unit: '',
					value: Math.max(...of(NODE).map(({ server }) => server.peak)),
					atMost: CONCURRENCY,
				},
			],
			notes: [DECLARATIVE],
			data: Object.fromEntries(samples),
		};
	},
};
