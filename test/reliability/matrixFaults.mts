import type { RequestKind } from '../../nodes/shared/request/retry.ts';
import type { FaultRule } from '../../sandbox/index.mts';

/** What goes wrong, and how the items of the request that it strikes end. */

export type ItemOutcome = 'accepted' | 'refused' | 'unknown';

/** `any`: the platform says something else than was asked for, and the item ends one way or the other. */
export type Expected = ItemOutcome | 'any';

export interface Fault {
	name: string;
	/** Undefined where nothing listens at all. */
	rule?: Omit<FaultRule, 'match'>;
	/** Whether the platform has accepted the request that it does not answer well. */
	accepted: boolean;
	/** Of the items whose request is struck, by what the operation does. */
	expected: Record<RequestKind, Expected>;
	/** The same when n8n's Retry On Fail runs the node again. */
	expectedOnRetry: Record<'repeatable' | 'once', Expected>;
}

/** Repeated by the node itself, unless it calls or creates: then nobody knows. */
const LOST = {
	expected: { read: 'accepted', repeatable: 'accepted', once: 'unknown' },
	expectedOnRetry: { repeatable: 'accepted', once: 'unknown' },
} as const;

/** Nothing was accepted, and asking again at once is no use; n8n's Retry On Fail may. */
const REFUSED = {
	expected: { read: 'refused', repeatable: 'refused', once: 'refused' },
	expectedOnRetry: { repeatable: 'accepted', once: 'accepted' },
} as const;

/** The platform said so, or nothing left: everything may be sent again. */
const REPEATED = {
	expected: { read: 'accepted', repeatable: 'accepted', once: 'accepted' },
	expectedOnRetry: { repeatable: 'accepted', once: 'accepted' },
} as const;

const FOR_EVER = {
	expected: { read: 'refused', repeatable: 'refused', once: 'refused' },
	expectedOnRetry: { repeatable: 'refused', once: 'refused' },
} as const;

const ANSWERED = {
	expected: { read: 'any', repeatable: 'any', once: 'any' },
	expectedOnRetry: { repeatable: 'any', once: 'any' },
} as const;

/** How long a request of the time-out fault waits at first; the platform stays silent for ever. */
export const TIMEOUT_MS = 1500;

const THROTTLED_TIMES = 2;

const serverErrors = [500, 502, 503].flatMap((status): Fault[] => [
	{ name: `${status} before acceptance`, rule: { kind: 'status-before', status }, accepted: false, ...LOST },
	{ name: `${status} after acceptance`, rule: { kind: 'status-after', status }, accepted: true, ...LOST },
]);

export const FAULTS: Fault[] = [
	{ name: 'connection refused', accepted: false, ...FOR_EVER },
	{ name: 'reset before acceptance', rule: { kind: 'reset-before' }, accepted: false, ...LOST },
	{ name: 'reset after acceptance', rule: { kind: 'reset-after' }, accepted: true, ...LOST },
	{
		name: 'time-out after acceptance',
		rule: { kind: 'timeout-after', ms: 3_600_000 },
		accepted: true,
		...LOST,
	},
	...serverErrors,
	{
		name: `throttled ${THROTTLED_TIMES} times, then accepted`,
		rule: { kind: 'throttle', retryAfterMs: 5, times: THROTTLED_TIMES },
		accepted: false,
		...REPEATED,
	},
	{
		name: 'throttled for ever',
		rule: { kind: 'throttle', retryAfterMs: 5, times: Number.POSITIVE_INFINITY },
		accepted: false,
		...FOR_EVER,
	},
	{ name: '401', rule: { kind: 'unauthorized', status: 401 }, accepted: false, ...REFUSED },
	{ name: '403', rule: { kind: 'forbidden' }, accepted: false, ...REFUSED },
	{ name: 'malformed JSON', rule: { kind: 'malformed-json' }, accepted: true, ...LOST },
	{ name: 'truncated body', rule: { kind: 'truncated' }, accepted: true, ...LOST },
	{ name: 'not compressed as it says', rule: { kind: 'bad-encoding' }, accepted: true, ...LOST },
	{ name: 'XML error', rule: { kind: 'xml-error' }, accepted: false, ...LOST },
	{ name: 'HTML gateway page', rule: { kind: 'html' }, accepted: false, ...LOST },
	{ name: '200 with a failing code', rule: { kind: 'business-error' }, accepted: false, ...REFUSED },
	{ name: '200 with a fault of the platform', rule: { kind: 'system-error' }, accepted: false, ...LOST },
	{ name: 'partial failure', rule: { kind: 'partial' }, accepted: true, ...ANSWERED },
];

/** Nothing gets better however often it is tried. */
export const isForEver = ({ rule }: Fault): boolean =>
	rule === undefined || rule.times === Number.POSITIVE_INFINITY;
