import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine, type NodeRun } from '../engine/engine.mts';
import { aiccsCredential } from '../engine/aiccs/run.mts';
import { yunfuCredential } from '../engine/yunfu/run.mts';
import {
	FAULTS,
	TIMEOUT_MS,
	isForEver,
	type Expected,
	type Fault,
	type ItemOutcome,
} from './matrixFaults.mts';
import { OutgoingRequests } from '../simulatedTime.mts';
import { leaksIn, numbersTold, secretsOf } from './secrets.mts';
import { titleOf, type NodeUnderTest, type OperationRow } from './operations.mts';

/** Every operation meets every fault, in the ways that n8n goes on after an error. */

/** Longer than any test runs. */
const LONG_MS = 3_600_000;

/** Cells wait more than they work: many at once, each in a sandbox of its own. */
const AT_ONCE = 40;

type Mode = 'goes on' | 'goes on, with Retry On Fail' | 'stops';

const SETTINGS: Record<Mode, Partial<INode>> = {
	'goes on': { onError: 'continueRegularOutput' },
	'goes on, with Retry On Fail': {
		onError: 'continueRegularOutput',
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 1,
	},
	stops: {},
};

interface Cell {
	row: OperationRow;
	fault: Fault;
	mode: Mode;
}

interface CellResult {
	run: NodeRun;
	itemCount: number;
	/** Keys of what the sandbox accepted; a key that is there twice was accepted twice. */
	accepted: string[];
	/** Secrets and whole phone numbers that the run told. */
	told: string[];
}

/** One fault each that refuses, that leaves the outcome open, and that does not end. */
const STOPPING = ['200 with a failing code', 'reset after acceptance', 'connection refused'];

/** Reading has nothing to lose: one mode tells all. What lasts for ever is the same however often it is tried. */
function modesOf({ kind }: OperationRow, fault: Fault): Mode[] {
	if (kind === 'read') return ['goes on'];
	return [
		'goes on',
		...(isForEver(fault) ? [] : (['goes on, with Retry On Fail'] as const)),
		...(STOPPING.includes(fault.name) ? (['stops'] as const) : []),
	];
}

const cellsOf = (row: OperationRow): Cell[] =>
	FAULTS.flatMap((fault) => modesOf(row, fault).map((mode) => ({ row, fault, mode })));

const nameOf = ({ row, fault, mode }: Cell) => `${titleOf(row)} | ${fault.name} | ${mode}`;

function credentialOf({ vendor }: NodeUnderTest, sandbox: Sandbox, fault: Fault) {
	// One after the other, so that a fault strikes the first item's request.
	const limits = { concurrentRequests: 1 };
	const nobody = fault.rule === undefined ? 'http://127.0.0.1:1' : undefined;
	return vendor === 'aiccs'
		? aiccsCredential(sandbox, { ...limits, ...(nobody ? { endpoint: nobody } : {}) })
		: yunfuCredential(sandbox, { ...limits, ...(nobody ? { baseUrl: nobody } : {}) });
}

/**
 * A time-out that strikes before the platform has the request says nothing of the fault: then this process was too
 * busy, and the cell is run again with twice the time.
 */
async function runSilentCell(node: NodeUnderTest, engine: Engine, sandbox: Sandbox, cell: Cell) {
	const { host } = new URL(sandbox.url);
	for (let timeoutMs = TIMEOUT_MS; ; timeoutMs *= 2) {
		const requests = new OutgoingRequests();
		const result = await runCell(node, engine, sandbox, cell, timeoutMs);
		requests.stop();
		if (requests.left(host) === sandbox.requests.length) return result;
	}
}

async function runCell(
	node: NodeUnderTest,
	engine: Engine,
	sandbox: Sandbox,
	{ row, fault, mode }: Cell,
	timeoutMs?: number,
): Promise<CellResult> {
	sandbox.reset();
	const { parameters, items: all } = row.valid(sandbox);
	// Every further item would wait through all the tries once more.
	const items = isForEver(fault) ? all.slice(0, 1) : all;
	if (fault.rule) sandbox.faults.add({ match: { vendor: node.vendor }, ...fault.rule });
	// Of the first item, whose request is struck: on a busy machine a good answer may take long.
	const timeout =
		timeoutMs === undefined
			? {}
			: { requestOptions: { timeout: `={{ $itemIndex === 0 ? ${timeoutMs} : ${LONG_MS} }}` } };
	const run = await node.run(
		engine,
		sandbox,
		{ ...parameters, ...timeout },
		{ items, node: SETTINGS[mode], credential: credentialOf(node, sandbox, fault) },
	);
	return {
		run,
		itemCount: items.length,
		accepted: sandbox.ledger.entries().map(({ key }) => key),
		told: [...leaksIn(run, secretsOf(sandbox)), ...numbersTold(run)],
	};
}

async function runAll(node: NodeUnderTest): Promise<Map<string, CellResult>> {
	const engine = await Engine.load();
	const waiting = [...node.operations];
	const results = new Map<string, CellResult>();
	const work = async () => {
		const sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
		for (let row = waiting.shift(); row; row = waiting.shift()) {
			for (const cell of cellsOf(row)) {
				const run = cell.fault.rule?.kind === 'timeout-after' ? runSilentCell : runCell;
				results.set(nameOf(cell), await run(node, engine, sandbox, cell));
			}
		}
		await sandbox.stop();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return results;
}

function outcomeOf({ json }: INodeExecutionData): ItemOutcome {
	const { error, status } = json;
	if (typeof error !== 'string') return status === 'refused' ? 'refused' : 'accepted';
	return status === 'unknown' || error.startsWith('Unknown outcome') ? 'unknown' : 'refused';
}

/** The first items are struck, and end as expected; the others are accepted. Returns how many were struck. */
function checkOutcomes(outcomes: ItemOutcome[], expected: Expected): number {
	const firstGood = outcomes.findIndex((outcome) => outcome === 'accepted');
	const struck = firstGood === -1 ? outcomes.length : firstGood;
	if (expected === 'accepted') expect(struck).toBe(0);
	else if (expected !== 'any') {
		expect(struck).toBeGreaterThan(0);
		expect(outcomes.slice(0, struck)).toEqual(outcomes.slice(0, struck).map(() => expected));
	}
	expect(outcomes.slice(struck)).toEqual(outcomes.slice(struck).map(() => 'accepted'));
	return struck;
}

const indexesOf = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function checkRead({ run, itemCount }: CellResult, expected: Expected): void {
	expect(run.error).toBeUndefined();
	const failed = run.output.filter((item) => outcomeOf(item) !== 'accepted');
	if (expected === 'accepted') expect(failed).toEqual([]);
	if (expected === 'refused') expect(failed.length).toBeGreaterThan(0);
	for (const { json } of failed) expect(json.error).toEqual(expect.stringMatching(/\S/));
	if (expected !== 'any') expect([...new Set(indexesOf(run.output))].sort()).toEqual(range(itemCount));
}

/** What the platform accepted is what the node says it accepted and, if the fault strikes after that, what nobody knows. */
function checkLedger({ accepted }: CellResult, perItem: number, outcomes: ItemOutcome[], fault: Fault) {
	const times = new Set(accepted).size / perItem;
	const count = (wanted: ItemOutcome) => outcomes.filter((outcome) => outcome === wanted).length;
	if (fault.rule?.kind === 'partial') return;
	expect(times).toBe(count('accepted') + (fault.accepted ? count('unknown') : 0));
}

function checkUnknown({ json }: INodeExecutionData): void {
	const { error, status, sent, ...rest } = json;
	expect(error).toMatch(/^Unknown outcome: .*may have accepted/);
	expect(status).toBe('unknown');
	expect(Object.keys({ ...(sent as IDataObject), ...rest }).length).toBeGreaterThan(0);
}

function checkWrite(result: CellResult, perItem: number, fault: Fault, expected: Expected): void {
	const { run, itemCount } = result;
	expect(run.error).toBeUndefined();
	expect(indexesOf(run.output)).toEqual(range(itemCount));
	const outcomes = run.output.map(outcomeOf);
	checkOutcomes(outcomes, expected);
	checkLedger(result, perItem, outcomes, fault);
	for (const item of run.output) if (outcomeOf(item) === 'unknown') checkUnknown(item);
}

interface Report {
	accepted: Array<{ item: number }>;
	unknownOutcome: IDataObject[];
	notAccepted: number[];
}

/** The error of a run that stops tells what became of each item. */
function checkStopped(result: CellResult, perItem: number, fault: Fault, expected: Expected): void {
	const { run, itemCount } = result;
	if (expected === 'accepted') return checkWrite(result, perItem, fault, expected);
	if (run.error === undefined) return expect(expected).toBe('any');
	const { data } = (run.error as unknown as { context: { data: Report } }).context;
	const outcomes = new Array<ItemOutcome>(itemCount).fill('refused');
	for (const { item } of data.accepted) outcomes[item] = 'accepted';
	for (const { item, ...ids } of data.unknownOutcome) {
		outcomes[item as number] = 'unknown';
		expect(Object.keys(ids).length).toBeGreaterThan(0);
	}
	for (const item of data.notAccepted) outcomes[item] = 'refused';
	const told = data.accepted.length + data.unknownOutcome.length + data.notAccepted.length;
	expect(told).toBe(itemCount);
	expect(outcomes[0]).toBe(expected === 'any' ? outcomes[0] : expected);
	checkLedger(result, perItem, outcomes, fault);
}

function expectedOf({ kind, refusesRepetition }: OperationRow, fault: Fault, retried: boolean): Expected {
	if (kind === 'read') return fault.expected.read;
	const expected = retried ? fault.expectedOnRetry[kind] : fault.expected[kind];
	const repeated = kind === 'repeatable' && fault.expected.once === 'unknown' && fault.accepted;
	// The repetition is refused, and nobody knows whether the first one or somebody else did it.
	return repeated && refusesRepetition ? 'unknown' : expected;
}

function check(result: CellResult, perItem: number, { row, fault, mode }: Cell): void {
	const { kind } = row;
	expect(result.told).toEqual([]);
	// What an answer leaves out must not come out as if it was there.
	expect(JSON.stringify(result.run.output)).not.toMatch(/"(undefined|null|NaN|\[object Object\])"/);
	if (kind === 'read') {
		expect(result.accepted).toEqual([]);
		return checkRead(result, fault.expected.read);
	}
	const retried = mode === 'goes on, with Retry On Fail';
	// What a platform refuses by saying false may be asked for again, as anything that it refuses.
	if (kind === 'once' && !(retried && fault.rule?.kind === 'partial')) {
		expect(result.accepted).toHaveLength(new Set(result.accepted).size);
	}
	const expected = expectedOf(row, fault, retried);
	if (mode === 'stops') checkStopped(result, perItem, fault, expected);
	else checkWrite(result, perItem, fault, expected);
}

/** Entries of the ledger that an operation makes for an item when nothing goes wrong. */
async function entriesPerItem(node: NodeUnderTest): Promise<Map<string, number>> {
	const engine = await Engine.load();
	const sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
	const counts = new Map<string, number>();
	for (const row of node.operations.filter(({ kind }) => kind !== 'read')) {
		sandbox.reset();
		const { parameters, items } = row.valid(sandbox);
		await node.run(engine, sandbox, parameters, { items });
		counts.set(titleOf(row), new Set(sandbox.ledger.entries().map(({ key }) => key)).size / items.length);
	}
	await sandbox.stop();
	return counts;
}

/** Declares the tests of one node: a cell a test. */
export function declareMatrix(node: NodeUnderTest): void {
	let results: Map<string, CellResult>;
	let perItem: Map<string, number>;

	beforeAll(async () => {
		perItem = await entriesPerItem(node);
		results = await runAll(node);
	}, 1_800_000);
	afterAll(() => results.clear());

	describe.each(node.operations.map((row) => [titleOf(row), row] as const))('%s', (title, row) => {
		it.each(cellsOf(row).map((cell) => [`${cell.fault.name} | ${cell.mode}`, cell] as const))(
			'%s',
			(_, cell) => {
				const result = results.get(nameOf(cell));
				if (!result) throw new Error('The cell was not run');
				check(result, perItem.get(title) ?? 1, cell);
			},
		);
	});
}
