import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { seconds } from '../report.mts';

const PER_SECOND = 50;
/** What the server lets through at once before the rate holds. */
const BURST = 10;
const NODE = 'Number > Import One';
const HASTY = 'the same, set to ten times the rate';
const BATCHING = 'HTTP Request with its batching';

export const throttle: Benchmark = {
	name: 'throttle',
	async run(context) {
		const count = context.quick ? 100 : 2000;
		const contender = (label: string, name: string, perSecond: number) => ({
			label,
			place: { file: 'items', name },
			job: { count, concurrency: 5, perSecond },
		});
		const samples = await inRounds(context, {
			contenders: [
				contender(NODE, 'node', PER_SECOND),
				contender(HASTY, 'node', PER_SECOND * 10),
				contender(BATCHING, 'batching', PER_SECOND),
			],
			rounds: 1,
			settings: { rate: { perSecond: PER_SECOND, burst: BURST } },
			check: (sample, label) => {
				// The others are shown for what becomes of them.
				if (label !== NODE) return;
				must(sample.error === undefined && sample.output === count, label, 'lost items', sample);
				must(sample.server.accepted === count, label, 'lost requests', sample);
			},
		});
		const of = (label: string): Sample => (samples.get(label) ?? [])[0];
		/** Share of what the server allows in a time. */
		const share = ({ server }: Sample, ms: number) => (server.accepted - BURST) / ((ms / 1000) * PER_SECOND);
		const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
		return {
			name: 'throttle',
			title: `${count.toLocaleString('en')} requests against a server that takes ${PER_SECOND} a second, in n8n-core.`,
			head: ['', 'time', 'of the allowed rate', 'over the whole run', 'accepted', 'refused', 'ended'],
			rows: [NODE, HASTY, BATCHING].map((label) => [
				label,
				seconds(of(label).ms),
				percent(share(of(label), of(label).server.ms)),
				percent(share(of(label), of(label).ms)),
				String(of(label).server.accepted),
				String(of(label).server.refused),
				of(label).error ?? 'well',
			]),
			targets: [
				{
					text: '% of the allowed rate',
					unit: '',
					value: share(of(NODE), of(NODE).server.ms) * 100,
					atLeast: 95,
				},
				{
					text: 'of the requests not accepted',
					unit: '',
					value: count - of(NODE).server.accepted,
					atMost: 0,
				},
			],
			notes: [
				'The allowed rate is measured at the server, from the first request to the last. Before the first one n8n prepares all items, which the whole run includes.',
			],
			data: Object.fromEntries(samples),
		};
	},
};
