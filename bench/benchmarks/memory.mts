import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { PAGE_SIZE } from '../contenders/pageSize.mts';
import { median, ratio } from '../report.mts';

const NODE = 'the node';
const REQUEST = 'HTTP Request, hand-made batches and its own pagination';

const mb = ({ peakRssMb }: Sample) => peakRssMb;

export const memory: Benchmark = {
	name: 'memory',
	async run(context) {
		const count = context.quick ? 10_000 : 100_000;
		const contender = (label: string, name: string) => ({
			label,
			place: { file: 'memory', name },
			job: { count, concurrency: 5 },
		});
		const samples = await inRounds(context, {
			contenders: [contender(NODE, 'node'), contender(REQUEST, 'request')],
			rounds: context.quick ? 1 : 3,
			settings: { details: count },
			warm: PAGE_SIZE,
			fresh: true,
			check: (sample, label) => {
				must(sample.error === undefined, label, 'failed', sample);
				must(sample.server.distinct === count, label, 'lost numbers', sample);
			},
		});
		const of = (label: string) => samples.get(label) ?? [];
		return {
			name: 'memory',
			title: `Most memory (RSS) of a new process that imports ${count.toLocaleString('en')} numbers and then reads ${count.toLocaleString('en')} call details in n8n-core.`,
			head: ['', 'peak', 'to HTTP Request'],
			rows: [NODE, REQUEST].map((label) => [
				label,
				`${median(of(label).map(mb)).toFixed(0)} MB`,
				ratio(of(label), of(REQUEST), mb).toFixed(2),
			]),
			targets: [
				{
					text: 'the memory of HTTP Request',
					unit: '×',
					value: ratio(of(NODE), of(REQUEST), mb),
					atMost: 1.3,
				},
			],
			notes: [],
			data: Object.fromEntries(samples),
		};
	},
};
