import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import {
	RequestFailure,
	acceptedUnread,
	afterLostAnswer,
	asRequestFailure,
	isUnknown,
	toNodeError,
} from '../../nodes/shared/request/failure.ts';
import { sentIds } from '../../nodes/shared/run/sentIds.ts';

const node = { name: 'AICCS', type: 'aiccs', typeVersion: 1, parameters: {} } as unknown as INode;
const failure = (outcome: 'refused' | 'unknown' | 'notSent') => new RequestFailure('No.', { outcome });

describe('asRequestFailure', () => {
	it.each([
		['ECONNREFUSED', 'notSent'],
		['ENOTFOUND', 'notSent'],
		['EAI_AGAIN', 'notSent'],
		['ECONNRESET', 'unknown'],
		['ECONNABORTED', 'unknown'],
		['ERR_CANCELED', 'unknown'],
	])('%s, however deep: %s', (code, outcome) => {
		const error = Object.assign(new Error('request'), { cause: Object.assign(new Error('axios'), { code }) });
		expect(asRequestFailure(error)).toMatchObject({ detail: { code, outcome, transient: true } });
	});

	it.each([
		['connect', 'EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', 'notSent'],
		['read', 'EHOSTUNREACH', 'read EHOSTUNREACH', 'unknown'],
		['connect', 'ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', 'notSent'],
		['read', 'ETIMEDOUT', 'read ETIMEDOUT', 'unknown'],
		['connect', 'ECONNRESET', 'connect ECONNRESET 10.0.0.1:443', 'notSent'],
		['getaddrinfo', 'EAI_AGAIN', 'getaddrinfo EAI_AGAIN aiccs.example', 'notSent'],
		['write', 'EPIPE', 'write EPIPE', 'unknown'],
		['write', 'EPROTO', 'write EPROTO 0A00010B:SSL routines::wrong version number', 'notSent'],
		['read', 'EPROTO', 'read EPROTO', 'unknown'],
	])('%s %s (%s): %s', (syscall, code, message, outcome) => {
		const cause = Object.assign(new Error(message), { code, syscall });
		const error = Object.assign(new Error(message), { code, cause });
		expect(asRequestFailure(error)).toMatchObject({ detail: { code, outcome } });
	});

	it('a redirect to a host that is not allowed is told in the words of n8n', () => {
		const error = Object.assign(new Error('Redirected request failed: Domain not allowed: no'), {
			code: 'ERR_FR_REDIRECTION_FAILURE',
		});
		expect(asRequestFailure(error)).toMatchObject({
			message: 'The answer was a redirect that was not followed. Domain not allowed: no',
			detail: { code: 'ERR_FR_REDIRECTION_FAILURE', outcome: 'unknown' },
		});
	});

	it('what is no failed request stays what it is', () => {
		const error = new TypeError('x is not a function');
		expect(asRequestFailure(error)).toBe(error);
	});
});

describe('outcomes', () => {
	it('what goes wrong after a good answer leaves the outcome open', () => {
		expect(acceptedUnread(new TypeError('rows is not iterable'))).toMatchObject({
			message: 'The answer was not understood (rows is not iterable)',
			detail: { outcome: 'unknown' },
		});
		const refused = failure('refused');
		expect(acceptedUnread(refused)).toBe(refused);
	});

	it('a refusal after a lost answer leaves the outcome open', () => {
		expect(isUnknown(afterLostAnswer(failure('refused')))).toBe(true);
		expect(isUnknown(failure('refused'))).toBe(false);
		const wrong = new Error('wrong');
		expect(afterLostAnswer(wrong)).toBe(wrong);
	});
});

describe('toNodeError', () => {
	const place = { node, itemIndex: 3, service: 'AICCS', lookUp: 'Look it up.', ids: { TaskName: 'spring' } };

	it('names what an open outcome can be looked up by', () => {
		const error = toNodeError(failure('unknown'), place);
		expect(error.message).toBe(
			'Unknown outcome: AICCS may have accepted item 3, but its answer is missing. No.',
		);
		expect(error.description).toBe(
			'It was not sent again. Look it up. It was sent with TaskName: spring. Item: 3',
		);
		expect(error.context).toMatchObject({ outcome: 'unknown', sent: { TaskName: 'spring' } });
		expect(isUnknown(error)).toBe(true);
	});

	it('says when there is no harm in sending it again', () => {
		const error = toNodeError(failure('unknown'), { ...place, repeatable: true });
		expect(error.description).toMatch(/^It can be sent again without harm/);
	});

	it('a refusal is no open outcome', () => {
		const error = toNodeError(failure('refused'), place);
		expect(error.description).not.toContain('spring');
		expect(isUnknown(error)).toBe(false);
	});
});

describe('sentIds', () => {
	it('takes names and IDs from query and body, and the address where it says something', () => {
		expect(
			sentIds({
				url: '/',
				qs: {
					TaskId: '118719107127812345',
					OutId: 'lead-1',
					CalledNumber: '13800138000',
					PageNo: 1,
					AgentId: '',
				},
			}),
		).toEqual({ TaskId: '118719107127812345', OutId: 'lead-1' });
		expect(
			sentIds({
				method: 'POST',
				url: '/agent-api/x',
				body: '{"name":"spring","phone":"13800138000","data":[]}',
			}),
		).toEqual({ request: 'POST /agent-api/x', name: 'spring' });
	});

	it('does not show an ID that is a phone number', () => {
		expect(sentIds({ url: '/', qs: { OutId: '13800138000' } })).toEqual({ OutId: '138****00' });
	});

	it.each(['', '[1]', '{', undefined])('takes %j for no body', (body) => {
		expect(sentIds({ url: '/', body })).toEqual({});
	});
});
