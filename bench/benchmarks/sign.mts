import { Readable } from 'node:stream';

import { OpenApiUtil } from '@alicloud/openapi-core';

import { canonicalQuery, signedHeaders } from '../../credentials/acs3.ts';
import type { Benchmark } from '../benchmark.mts';
import { microRounds } from '../micro.mts';
import { median, ratio, times } from '../report.mts';

const NODE = 'the credential';
const VENDOR = '@alicloud/openapi-core';
const NOTHING = Readable.from([]);

const PARAMETERS = {
	TaskId: '119181071278123456',
	Status: '1',
	PageNo: '17',
	PageSize: '100',
	TaskName: '春季续保 (1)!*~',
	StartImportedTime: '1772413200000',
};
const KEY = { accessKeyId: 'LTAI-bench', accessKeySecret: 'bench-secret' };
const MOMENT = { date: '2026-03-02T01:00:00Z', nonce: '5e9f1c2a-0000-4000-8000-000000000000' };

function own(): Record<string, string> {
	return signedHeaders(
		{
			method: 'POST',
			host: 'aiccs.aliyuncs.com',
			action: 'QueryAiCallDetailPage',
			version: '2019-10-15',
			query: canonicalQuery(PARAMETERS),
			body: '',
		},
		KEY,
		MOMENT,
	);
}

/** The vendor's SDK, given the same request. */
function vendors(payloadHash: string): string {
	return OpenApiUtil.getAuthorization(
		{
			protocol: 'https',
			port: 443,
			method: 'POST',
			pathname: '/',
			query: PARAMETERS,
			headers: {
				host: 'aiccs.aliyuncs.com',
				'x-acs-action': 'QueryAiCallDetailPage',
				'x-acs-content-sha256': payloadHash,
				'x-acs-date': MOMENT.date,
				'x-acs-signature-nonce': MOMENT.nonce,
				'x-acs-version': '2019-10-15',
			},
			body: NOTHING,
		},
		'ACS3-HMAC-SHA256',
		payloadHash,
		KEY.accessKeyId,
		KEY.accessKeySecret,
	);
}

export const sign: Benchmark = {
	name: 'sign',
	async run({ quick, progress }) {
		const hash = OpenApiUtil.hash(Buffer.from(''), 'ACS3-HMAC-SHA256').toString('hex');
		if (own().authorization !== vendors(hash)) throw new Error('The two signatures differ');
		const samples = microRounds(
			{
				[NODE]: own,
				[VENDOR]: () => vendors(OpenApiUtil.hash(Buffer.from(''), 'ACS3-HMAC-SHA256').toString('hex')),
			},
			quick ? 5 : 15,
			quick ? 50 : 200,
		);
		const of = (label: string) => samples.get(label) ?? [];
		const ms = ({ ms: value }: { ms: number }) => value;
		progress('sign  2 signers');
		return {
			name: 'sign',
			title: `ACS3-HMAC-SHA256 of a request with ${Object.keys(PARAMETERS).length} parameters; both give the same signature.`,
			head: ['', 'time', `to ${NODE}`],
			rows: [NODE, VENDOR].map((label) => [
				label,
				`${(median(of(label).map(ms)) * 1000).toFixed(1)} µs`,
				times(ratio(of(label), of(NODE), ms)),
			]),
			targets: [
				{
					text: `the time of the credential takes ${VENDOR}`,
					unit: '×',
					value: ratio(of(VENDOR), of(NODE), ms),
					atLeast: 2,
				},
			],
			notes: [],
			data: Object.fromEntries(samples),
		};
	},
};
