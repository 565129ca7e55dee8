import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { PAGE_SIZE } from '../contenders/pageSize.mts';
import { MOST_DETAILS } from '../data.mts';
import { plot, type Line } from '../plot.mts';
import { median, seconds } from '../report.mts';

const LATENCY_MS = 20;
/** Of the cost per item of the largest run to that of the smallest: more would not be linear. */
const MOST_GROWTH = 1.2;

const WORKS = [
	{ label: 'Number > Import', file: 'import', concurrency: 1, color: '#d9480f' },
	{ label: 'Call Detail > Get Many', file: 'details', concurrency: 5, color: '#1864ab' },
];

const ms = ({ ms: value }: Sample) => value;

export const growth: Benchmark = {
	name: 'growth',
	async run(context) {
		const counts = context.quick ? [2000, 5000, 10_000] : [10_000, 50_000, 100_000, 200_000];
		const lines: Line[] = [];
		const rows: string[][] = [];
		const data: Record<string, unknown> = {};
		for (const { label, file, concurrency, color } of WORKS) {
			const points: Line['points'] = [];
			for (const count of counts) {
				const name = `${label} ${count.toLocaleString('en')}`;
				const samples = await inRounds(context, {
					contenders: [{ label: name, place: { file, name: 'node' }, job: { count, concurrency } }],
					rounds: context.quick ? 1 : 2,
					settings: { latencyMs: LATENCY_MS, details: Math.min(count, MOST_DETAILS) },
					warm: file === 'details' ? PAGE_SIZE : undefined,
					warmUp: 5000,
					check: (sample) =>
						must(sample.error === undefined && sample.output === count, name, 'lost items', sample),
				});
				const time = median((samples.get(name) ?? []).map(ms));
				points.push({ x: count, y: time / 1000 });
				rows.push([
					label,
					count.toLocaleString('en'),
					seconds(time),
					`${((time / count) * 1000).toFixed(0)} µs`,
				]);
				data[name] = samples.get(name);
			}
			lines.push({ label, color, points });
		}
		const growthOf = ({ points }: Line) => {
			const [first, last] = [points[0], points[points.length - 1]];
			return last.y / last.x / (first.y / first.x);
		};
		return {
			name: 'growth',
			title: `What the work costs as it grows, ${LATENCY_MS} ms latency.\n\n![Time over number of items: straight lines](growth.svg)`,
			head: ['', 'items', 'time', 'per item'],
			rows,
			targets: lines.map((line) => ({
				text: `the cost per item at ${counts[0].toLocaleString('en')} has ${line.label} at ${counts[counts.length - 1].toLocaleString('en')}`,
				unit: '×',
				value: growthOf(line),
				atMost: MOST_GROWTH,
			})),
			notes: [
				`Lists with more than ${MOST_DETAILS.toLocaleString('en')} rows are read in parts, an input item for each: n8n's RoutingNode fails at more of them from one item, and the node refuses such a list at its first page.`,
			],
			data,
			files: { 'growth.svg': plot(lines, 'items', 'seconds') },
		};
	},
};
