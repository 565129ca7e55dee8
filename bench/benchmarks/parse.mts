import JSONbig from 'json-bigint';
import { parse as losslessParse } from 'lossless-json';

import type { Benchmark } from '../benchmark.mts';
import { detailId, detailPage } from '../data.mts';
import { microRounds } from '../micro.mts';
import { median, ratio, times } from '../report.mts';
import { shared } from '../shared.mts';

const ROWS = 1000;
const NODE = 'parseLossless';
const PLAIN = 'JSON.parse';
const BIGINT = 'json-bigint';

interface Page {
	Data: { List: Array<{ DetailId: unknown }> };
}

export const parse: Benchmark = {
	name: 'parse',
	async run({ quick, progress }) {
		const text = detailPage(1, ROWS, ROWS);
		const bigint = JSONbig({ storeAsString: true });
		const parsers: Record<string, (text: string) => unknown> = {
			[NODE]: shared.parseLossless,
			[PLAIN]: (page) => JSON.parse(page) as unknown,
			[BIGINT]: (page) => bigint.parse(page) as unknown,
			'lossless-json': (page) => losslessParse(page),
		};
		const samples = microRounds(
			Object.fromEntries(Object.entries(parsers).map(([label, read]) => [label, () => read(text)])),
			quick ? 3 : 9,
			quick ? 50 : 250,
		);
		const of = (label: string) => samples.get(label) ?? [];
		/** Ids that do not come out with the digits that went in. */
		const corrupted = (label: string) => {
			const rows = (parsers[label](text) as Page).Data.List;
			return rows.filter(({ DetailId: id }, index) => String(id) !== detailId(index)).length;
		};
		const first = (label: string) => String((parsers[label](text) as Page).Data.List[0].DetailId);
		progress(`parse  ${samples.size} parsers`);
		const ms = ({ ms: value }: { ms: number }) => value;
		return {
			name: 'parse',
			title: `A page of ${ROWS.toLocaleString('en')} call details, ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB, with ids of 18 digits as bare numbers. The first is ${detailId(0)}.`,
			head: ['', 'time', 'to JSON.parse', 'ids corrupted', 'first id'],
			rows: Object.keys(parsers).map((label) => [
				label,
				`${median(of(label).map(ms)).toFixed(2)} ms`,
				times(ratio(of(label), of(PLAIN), ms)),
				String(corrupted(label)),
				first(label),
			]),
			targets: [
				{ text: 'the time of JSON.parse', unit: '×', value: ratio(of(NODE), of(PLAIN), ms), atMost: 4 },
				{ text: 'the time of json-bigint', unit: '×', value: ratio(of(NODE), of(BIGINT), ms), atMost: 1 },
				{ text: 'ids corrupted', unit: '', value: corrupted(NODE), atMost: 0 },
			],
			notes: [`HTTP Request and any node that leaves parsing to n8n have the column of ${PLAIN}.`],
			data: Object.fromEntries(samples),
		};
	},
};
