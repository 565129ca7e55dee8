import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeOperationError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import { LINE_ANY, NEW_VERSION, PREVIOUS } from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const script = byId('11');
const line = { lineId: byId(LINE_ANY), lineLimit: 1 };
const variableRule = { mode: 1, keywords: 'a', scriptId: script, sort: 0 };
const rules = (...rule: INodeParameters[]): INodeParameters => ({ scriptMode: 2, variableRules: { rule } });
const windows = (...window: INodeParameters[]): INodeParameters => ({
	scriptMode: 1,
	timeWindows: { window },
});
const several = (...list: INodeParameters[]): INodeParameters => ({
	scriptMode: 3,
	scriptList: { script: list },
});
const period = (begin: string, end: string): INodeParameters => ({ holidays: { period: [{ begin, end }] } });
const redialling = (more: INodeParameters): INodeParameters => ({ redial: true, ...more });
const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(',');

/** What the editor does not see to be empty. */
const EMPTY = '={{ "" }}';

/** What was changed, and the problem that the error names. */
const REFUSED: Array<[string, INodeParameters, RegExp]> = [
	['an empty name', { taskName: ' ' }, /^Task Name is empty/],
	['no script', { scriptId: byId(EMPTY) }, /^Script is empty/],
	[
		'a script that is no ID',
		{ scriptId: byId('={{ "abc" }}') },
		/^Script is wrong: The ID of a script has digits only/,
	],
	[
		'a script ID that has lost digits',
		{ scriptId: byId('={{ 215870475195883520 }}') },
		/^Script is a number whose last digits were lost/,
	],
	['no dial times', { dialTimeId: byId(EMPTY) }, /^Dial Times is empty/],
	['no start', { startTime: EMPTY }, /^Start Time is empty/],
	['a start that is no date', { startTime: '2026-02-30 09:00' }, /^Start Time must be a date and time/],
	['an end before the start', { stopTime: '2026-03-02 09:00:00' }, /^End Time must be later than Start Time/],
	[
		'a rest period that ends first',
		period('2026-03-08', '2026-03-07'),
		/^Rest Periods \(entry 1\) must end after it starts/,
	],
	[
		'a rest period without end',
		period('2026-03-08', ''),
		/^Rest Periods \(entry 1\) must be a date and time/,
	],
	['calls without lines', { lines: {} }, /^Concurrent Calls must be 0 when there are no lines/],
	['a line twice', { lines: { line: [line, line] } }, /^Lines must not have a line twice/],
	[
		'a line without ID',
		{ lines: { line: [{ ...line, lineId: byId('') }] } },
		/^Lines \(entry 1\) must name a line/,
	],
	['half a call', { concurrency: 1.5 }, /^Concurrent Calls must be a whole number/],
	['less than no calls', { concurrency: -1 }, /^Concurrent Calls must not be negative/],
	['no window', windows(), /^Scripts by Time must have at least one time window/],
	[
		'a window of no time',
		windows({ begin: '25:00', end: '26:00', scriptId: script }),
		/^Scripts by Time \(entry 1\) From must be a time of day/,
	],
	[
		'a window that ends first',
		windows({ begin: '12:00', end: '09:00', scriptId: script }),
		/^Scripts by Time \(entry 1\) must end after it starts/,
	],
	[
		'a window without script',
		windows({ begin: '09:00', end: '12:00' }),
		/^Scripts by Time \(entry 1\) Script is empty/,
	],
	['no rule', rules(), /^Scripts by Number Variable must have at least one rule/],
	[
		'101 rules',
		rules(...Array.from({ length: 101 }, () => variableRule)),
		/^Scripts by Number Variable may have at most 100 rules/,
	],
	[
		'a rule without keywords',
		rules(variableRule, { ...variableRule, keywords: ' ,' }),
		/^Scripts by Number Variable \(entry 2\) must have a keyword/,
	],
	[
		'11 keywords',
		rules({ ...variableRule, keywords: words(11) }),
		/^Scripts by Number Variable \(entry 1\) may have at most 10 keywords/,
	],
	[
		'a keyword twice',
		rules({ ...variableRule, keywords: 'a,b,a' }),
		/^Scripts by Number Variable \(entry 1\) must not have a keyword twice/,
	],
	['no script to take turns', several(), /^Scripts in Turn must have at least one script/],
	[
		'a script without order',
		several({ scriptId: script, sort: '' }),
		/^Scripts in Turn \(entry 1\) must have an order/,
	],
	['four redials', redialling({ redialTimes: 4 }), /^Redials must be at most 3/],
	[
		'redials after 61 minutes',
		redialling({ redialInterval: 61 }),
		/^Minutes Between Redials must be at most 60/,
	],
	['redials for no result', redialling({ redialStatuses: [] }), /^Redial When must have at least one result/],
	['redials of the blacklist', redialling({ redialStatuses: [4, 11] }), /^Redial When must be one of: /],
	[
		'a scoring scheme that is no ID',
		{ additionalFields: { scoreSchemeId: 'x' } },
		/^Scoring Scheme ID is an ID, which has digits only/,
	],
	['a task type that does not exist', { taskType: '={{ 5 }}' }, /^Task Type must be one of: 7, 6/],
];

const REFUSED_PREVIOUS: Array<[string, INodeParameters, RegExp]> = [
	['a mode of the other type', { scriptMode: '={{ 2 }}' }, /^Script Mode must be one of: 0, 1/],
	[
		'a redial at noon',
		{ redialRules: { redial: [{ time: '12:00', interval: 1 }] } },
		/^Redials at Set Times \(entry 1\) must be from 10:00 to 11:00 or from 13:00 to 22:00/,
	],
	[
		'a redial of no time',
		{ redialRules: { redial: [{ time: 'noon', interval: 1 }] } },
		/^Redials at Set Times \(entry 1\) Time must be a time of day/,
	],
];

describe.each([
	['new-version 2.0', NEW_VERSION, REFUSED],
	['previous 2.0', PREVIOUS, REFUSED_PREVIOUS],
])('Create, before anything is sent: %s', (_, base, cases) => {
	it.each(cases)('%s', async (__, changes, message) => {
		const { error } = await runYunfu(engine, sandbox, { ...base, ...changes });
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain('[item 0]');
		expect((error as NodeOperationError).description).toContain('Nothing was sent');
		expect(sandbox.requests).toEqual([]);
	});
});

it('100 rules of 10 keywords pass', async () => {
	const { error } = await runYunfu(engine, sandbox, {
		...NEW_VERSION,
		...rules(...Array.from({ length: 100 }, () => ({ ...variableRule, keywords: words(10) }))),
	});
	expect(error).toBeUndefined();
	expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
});
