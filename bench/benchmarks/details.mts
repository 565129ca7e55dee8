import { inRounds, must, type Benchmark, type Sample } from '../benchmark.mts';
import { detailId } from '../data.mts';
import { median, ratio, seconds, times } from '../report.mts';

const LATENCY_MS = 20;
const CONCURRENCY = 5;
const PAGE_SIZES = [100, 1000];
const NODE = 'Call Detail > Get Many, Return All';
const PAGINATION = 'HTTP Request with its own pagination';
const BARE = 'undici';
const LABELS = [NODE, PAGINATION, BARE];

const ms = ({ ms: value }: Sample) => value;

export const details: Benchmark = {
	name: 'details',
	async run(context) {
		const count = context.quick ? 5000 : 100_000;
		const readInPagesOf = async (pageSize: number) => {
			const contender = (label: string, name: string) => ({
				label,
				place: { file: 'details', name },
				job: { count, concurrency: CONCURRENCY, pageSize },
			});
			const samples = await inRounds(context, {
				contenders: [contender(NODE, 'node'), contender(PAGINATION, 'pagination'), contender(BARE, 'bare')],
				rounds: context.quick ? 2 : 3,
				settings: { latencyMs: LATENCY_MS, details: count },
				warm: pageSize,
				warmUp: context.quick ? 1000 : 0,
				check: (sample, label) => {
					must(sample.error === undefined && sample.output === count, label, 'lost rows', sample);
					must(
						label !== NODE || sample.sample === detailId(count - 1),
						label,
						'lost digits or order',
						sample,
					);
					must(sample.server.peak <= CONCURRENCY, label, 'had too many requests open', sample);
					must(sample.server.requests === count / pageSize, label, 'asked for other pages', sample);
				},
			});
			return { pageSize, samples, of: (label: string) => samples.get(label) ?? [] };
		};
		const read = [];
		for (const pageSize of PAGE_SIZES) read.push(await readInPagesOf(pageSize));
		const [small, large] = read.map(({ of }) => ({
			toRequest: ratio(of(NODE), of(PAGINATION), ms),
			toBare: ratio(of(NODE), of(BARE), ms),
		}));
		return {
			name: 'details',
			title: `${count.toLocaleString('en')} call details in pages of ${PAGE_SIZES.join(' and of ')}, ${LATENCY_MS} ms latency, at most ${CONCURRENCY} requests at a time, in n8n-core. The node's rows come out simplified, HTTP Request's by Split Out.`,
			head: ['', 'page', 'requests', 'most at once', 'time', 'to HTTP Request', 'to undici', 'last id'],
			rows: read.flatMap(({ pageSize, of }) =>
				LABELS.map((label) => [
					label,
					String(pageSize),
					String(of(label)[0].server.requests),
					String(Math.max(...of(label).map(({ server }) => server.peak))),
					seconds(median(of(label).map(ms))),
					times(ratio(of(label), of(PAGINATION), ms)),
					times(ratio(of(label), of(BARE), ms)),
					of(label)[0].sample ?? '',
				]),
			),
			targets: [
				{ text: 'the time of undici, pages of 100', unit: '×', value: small.toBare, atMost: 1.5 },
				{ text: 'the time of HTTP Request, pages of 100', unit: '×', value: small.toRequest, atMost: 0.3 },
				{ text: 'the time of HTTP Request, pages of 1000', unit: '×', value: large.toRequest, atMost: 1 },
			],
			notes: [`The last detail is ${detailId(count - 1)}.`],
			data: Object.fromEntries(
				read.map(({ pageSize, samples }) => [`pages of ${pageSize}`, Object.fromEntries(samples)]),
			),
		};
	},
};
