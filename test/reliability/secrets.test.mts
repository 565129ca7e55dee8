import { describe, expect, it } from '@jest/globals';

import type { NodeRun } from '../engine/engine.mts';
import { numbersTold } from './secrets.mts';

const told = (text: string) =>
	numbersTold({ output: [{ json: { error: text } }], error: { message: text } as NodeRun['error'] });

describe('a phone number in the text of an error', () => {
	it.each([
		'13800138000 is not allowed',
		'Number:13800138000',
		'item-13800138000',
		'1^13800138000',
		'+8613800138000',
		'+86 138-0013-8000',
		'8613800138000',
		'138 0013 8000',
	])('is found in "%s"', (text) => {
		expect(told(text)).toEqual([text, text]);
	});

	it.each([
		'138****8000',
		'Task 118719107127812345',
		'Detail 966213800138000721',
		'Call 125165515003^11003319561',
		'Call 966210030045107721^10000000001',
		'at 1754617273000 ms',
		'2026-03-02 19:00:00',
		'Request ID: F205A1E8-FF3F-4C08-A1D2-A150D2AF7C57',
	])('is not seen in "%s"', (text) => {
		expect(told(text)).toEqual([]);
	});
});
