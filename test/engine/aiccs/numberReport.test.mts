import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { addTask, importedRecords, leads, mapper } from './numbers.mts';
import { byId, runAiccs } from './run.mts';

/** Number > Import: what happens to each number and its variables, and what is said about it. */

let engine: Engine;
let sandbox: Sandbox;
let task: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	task = addTask(sandbox, 'Reports');
});

const run = async (
	items: IDataObject[],
	more: INodeParameters = {},
	node: NonNullable<Parameters<typeof runAiccs>[3]>['node'] = {},
) =>
	await runAiccs(
		engine,
		sandbox,
		{
			resource: 'number',
			operation: 'import',
			taskId: byId(task),
			phoneNumber: '={{ $json.phone }}',
			specifyVariables: 'pairs',
			...more,
		},
		{ items, node },
	);
const sentNumbers = () =>
	importedRecords(sandbox)
		.flat()
		.map(({ calleeNumber }) => calleeNumber);
const phones = (...numbers: string[]) => numbers.map((phone) => ({ phone }));

describe('the report of a run that ends early', () => {
	const items = [
		{ phone: '13800138000', id: 'a' },
		{ phone: '138 0013 8000', id: 'b' },
		{ phone: '13900139000', id: 'c' },
	];
	const end = async (kind: 'business-error' | 'reset-after', nth: number) => {
		sandbox.faults.add({ match: { action: 'ImportTaskNumberDatas', nth }, kind });
		const { error } = await run(items, { outId: '={{ $json.id }}', options: { batchSize: 1 } });
		const { accepted, unknownOutcome, notAccepted } = (
			error as unknown as { context: { data: Record<string, IDataObject[]> } }
		).context.data;
		const told = (entries: IDataObject[]) => entries.map(({ item, status }) => [item, status]);
		return { accepted: told(accepted), unknownOutcome: told(unknownOutcome), notAccepted };
	};

	it('tells of the duplicate of an accepted number that it is in, too', async () => {
		expect(await end('business-error', 2)).toEqual({
			accepted: [
				[0, 'accepted'],
				[1, 'duplicate'],
			],
			unknownOutcome: [],
			notAccepted: [2],
		});
	});

	it('tells of the duplicate of a number that may be in that it may be, too', async () => {
		expect(await end('reset-after', 1)).toEqual({
			accepted: [],
			unknownOutcome: [
				[0, 'unknown'],
				[1, 'unknown'],
			],
			notAccepted: [2],
		});
	});
});

describe('fields with more to read than what is mapped', () => {
	const variables = (value: string) => ({ variables: { variable: [{ name: 'x', value }] } });

	it.each([
		['a character of a text', '={{ $json.name[0] }}', '王'],
		['the length of a text', '={{ $json.name.length }}', '3'],
		['a date', '={{ $json.day }}', '2026-03-02T09:00:00.000Z'],
		['what an object works out', '={{ $json.car.colour }}', 'red'],
		['a field that is not there', '={{ $json.nothing.at.all }}', undefined],
	])('%s', async (_, value, sent) => {
		const lead = {
			phone: '13800138000',
			name: '王小明',
			day: new Date('2026-03-02T09:00:00Z'),
			car: new (class {
				get colour() {
					return 'red';
				}
			})(),
		} as unknown as IDataObject;
		const { error } = await run([lead], variables(value));
		expect(error).toBeUndefined();
		expect(importedRecords(sandbox)[0][0].x).toBe(sent);
	});
});

describe('phone numbers', () => {
	it('are normalised, and as they are when the user wants that', async () => {
		const items = phones('+86 138-0013-8000', '0086 571 8765 4321', '9 5 5 8 8');
		await run(items);
		await run(items, { options: { normalize: false } });
		expect(sentNumbers()).toEqual([
			'13800138000',
			'057187654321',
			'95588',
			'+86 138-0013-8000',
			'0086 571 8765 4321',
			'9 5 5 8 8',
		]);
	});

	it('an impossible one stops the import before anything is sent, with the number masked', async () => {
		const { error } = await run(phones('13800138000', '1380013800'));
		expect(error?.message).toBe('Phone Number "138****00" is no mobile, landline or service number [item 1]');
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(sandbox.requests).toEqual([]);
	});

	it('impossible ones are skipped and reported when the user wants that', async () => {
		const items = [{ phone: '1380013800', id: 'a' }, { phone: '13800138000', id: 'b' }, { id: 'c' }];
		const { json, output } = await run(items, {
			outId: '={{ $json.id }}',
			options: { invalidNumbers: 'skip' },
		});
		expect(sentNumbers()).toEqual(['13800138000']);
		expect(json).toEqual([
			{
				calledNumber: '138****00',
				outId: 'a',
				status: 'invalid',
				taskId: task,
				reason: '"138****00" is no mobile, landline or service number',
			},
			expect.objectContaining({ outId: 'b', status: 'accepted' }),
			{ calledNumber: '', outId: 'c', status: 'invalid', taskId: task, reason: 'is empty' },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('the same number is sent once, however it is written', async () => {
		const { json } = await run(phones('13800138000', '13900139000', '+86 138 0013 8000'));
		expect(sentNumbers()).toEqual(['13800138000', '13900139000']);
		const [{ batchId }] = json;
		expect(json[2]).toEqual({
			calledNumber: '13800138000',
			status: 'duplicate',
			taskId: task,
			batchId,
			duplicateOfItem: 0,
		});
	});

	it('a repeated number is a duplicate still when the batch of the first had to be retried', async () => {
		sandbox.faults.add({ match: { action: 'ImportTaskNumberDatas', nth: 2 }, kind: 'business-error' });
		const { json } = await run(
			phones('13800138000', '13900139000', '13800138000', '13900139000'),
			{ options: { batchSize: 1 } },
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		);
		expect(json.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'duplicate', 'duplicate']);
		expect(sentNumbers()).toEqual(['13800138000', '13900139000', '13900139000']);
	});

	it('a duplicate of a refused number is refused with it', async () => {
		sandbox.faults.add({ match: { action: 'ImportTaskNumberDatas' }, kind: 'business-error' });
		const { json } = await run(
			phones('13800138000', '13800138000'),
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(json.map(({ status }) => status)).toEqual(['refused', 'refused']);
	});

	it('all are sent when the user wants that', async () => {
		await run(phones('13800138000', '13800138000'), { options: { duplicates: 'all' } });
		expect(sentNumbers()).toEqual(['13800138000', '13800138000']);
	});
});

describe('encryption', () => {
	const hash = (algorithm: string) => createHash(algorithm).update('13800138000').digest('hex');

	it.each([
		[1, 'md5'],
		[2, 'sha256'],
		[3, 'sm3'],
	])('type %d hashes with %s, after normalising', async (encryptionType, algorithm) => {
		const { json } = await run(phones('+86 138 0013 8000'), { options: { encryptionType } });
		expect(sandbox.requests[0].query).toEqual({
			TaskId: task,
			DataType: 'JSON',
			EncryptionType: String(encryptionType),
		});
		expect(sentNumbers()).toEqual([hash(algorithm)]);
		expect(json[0].calledNumber).toBe(hash(algorithm));
	});

	it('hashed numbers pass through, and what is no hash does not', async () => {
		const options = { encryptionType: 1, numbersAre: 'hashed' };
		await run(phones(hash('md5')), { options });
		expect(sentNumbers()).toEqual([hash('md5')]);
		const { error } = await run(phones(hash('sha256')), { options });
		expect(error?.message).toMatch(/is no MD5 hash, but Numbers Are says so \[item 0\]$/);
		const plain = await run(phones(hash('md5')), { options: { encryptionType: 1 } });
		expect(plain.error?.message).toMatch(/has characters that no phone number has/);
	});
});

describe('variables', () => {
	const [lead] = leads(1);
	const records = () => importedRecords(sandbox).flat();

	it('are mapped by the names of the item’s fields', async () => {
		await run([{ ...lead, storeAddress: '', other: 'x' }], {
			specifyVariables: 'map',
			mappedVariables: mapper('autoMapInputData'),
		});
		expect(records()).toEqual([{ calleeNumber: '13800000000', customerName: 'Person 0', carSeries: 'SUV' }]);
	});

	it('are mapped one by one, with dragged fields and with expressions', async () => {
		await run([lead, { ...lead, phone: '13900139000', customerName: 'Wang' }], {
			specifyVariables: 'map',
			mappedVariables: mapper('defineBelow', {
				customerName: '={{ $json.customerName }}',
				carSeries: '={{ $json.carSeries.toUpperCase() }}',
				storeAddress: 'Westlake Road 1',
			}),
		});
		expect(
			records().map(({ customerName, carSeries, storeAddress }) => [customerName, carSeries, storeAddress]),
		).toEqual([
			['Person 0', 'SUV', 'Westlake Road 1'],
			['Wang', 'SUV', 'Westlake Road 1'],
		]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['missing', { customerName: '' }, /^Variables need a value for "客户姓名 \(customerName\)" \[item 1\]$/],
		[
			'unknown to the agent',
			{ carSeries: 'Truck' },
			/^Variables have "Truck" for "意向车系 \(carSeries\)", which must be one of: 轿车, SUV, 新能源 \[item 1\]$/,
		],
	])('a value that is %s is told with variable and item', async (_, change, message) => {
		const items = [lead, { ...lead, phone: '13900139000', ...change }];
		for (const mapping of [
			mapper('autoMapInputData'),
			mapper('defineBelow', {
				customerName: '={{ $json.customerName }}',
				carSeries: '={{ $json.carSeries }}',
			}),
		]) {
			const { error } = await run(items, { specifyVariables: 'map', mappedVariables: mapping });
			expect(error?.message).toMatch(message);
		}
		expect(sandbox.requests).toEqual([]);
	});

	it('pairs get the prefix of their kind, JSON goes by key', async () => {
		await run([lead], {
			variables: {
				variable: [
					{ kind: 'startWordParam', name: 'name', value: '={{ $json.customerName }}' },
					{ kind: 'promptParam', name: 'promptParam.product', value: 'A' },
				],
			},
		});
		await run([{ ...lead, vars: { name: 'Li', order: 42 } }], {
			specifyVariables: 'json',
			variablesJson: '={{ $json.vars }}',
		});
		await run([lead], {
			specifyVariables: 'json',
			variablesJson: '{ "id": 119181071278123456, "no": null }',
		});
		expect(records().map(({ calleeNumber: _, ...variables }) => variables)).toEqual([
			{ 'startWordParam.name': 'Person 0', 'promptParam.product': 'A' },
			{ name: 'Li', order: '42' },
			{ id: '119181071278123456' },
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ variables: { variable: [{ name: 'outId', value: 'x' }] } }, /Variables must not be named "outId"/],
		[{ variables: { variable: [{ name: ' ', value: 'x' }] } }, /Variables have an entry without a name/],
		[{ specifyVariables: 'json', variablesJson: '[1]' }, /Variables must be a JSON object/],
		[{ outId: 'x'.repeat(129) }, /External ID has more than 128 characters/],
		[{ taskId: byId('={{ "" }}') }, /Call Task is empty/],
	])('%j is refused', async (parameters, message) => {
		const { error } = await run([lead], parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});
});

it('the summary has totals, batches and the reasons', async () => {
	sandbox.faults.add({
		match: { action: 'ImportTaskNumberDatas', nth: 2 },
		kind: 'business-error',
		message: '已满',
	});
	const { json, output } = await run(
		phones('13800138000', '138', '13900139000', '13800138000', '13700137000', '13600136000'),
		{ options: { output: 'summary', invalidNumbers: 'skip', batchSize: 2 } },
		{ onError: 'continueRegularOutput' },
	);
	const [{ batchId }] = sandbox.ledger.entries('number', 'aiccs');
	expect(json).toEqual([
		{
			total: 6,
			accepted: 2,
			duplicates: 1,
			invalid: 1,
			refused: 2,
			unknown: 0,
			batches: [{ taskId: task, batchId, count: 2 }],
			problems: [
				{ item: 1, status: 'invalid', reason: expect.stringContaining('has 3 digits') },
				{ item: 4, status: 'refused', reason: '已满' },
				{ item: 5, status: 'refused', reason: '已满' },
			],
		},
	]);
	expect(output[0].pairedItem).toEqual([0, 1, 2, 3, 4, 5].map((item) => ({ item })));
});
