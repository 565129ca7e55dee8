import { z } from 'zod';
import type { CallbackEvent, Sandbox } from './index.mts';
import { stringifyLossless } from './json.mts';
import type { ControlHandler } from './server.mts';
import { applySettings, settingsSchema } from './settings.mts';
import type { FaultRule, VendorRequest } from './types.mts';

const faultSchema = z.strictObject({
	match: z.strictObject({
		vendor: z.enum(['aiccs', 'yunfu', 'recording']).optional(),
		action: z.string().optional(),
		nth: z.number().int().positive().optional(),
	}),
	/** -1 stands for ever, which JSON cannot write as Infinity */
	times: z.number().int().optional(),
	kind: z.enum([
		'throttle',
		'delay',
		'reset-before',
		'reset-after',
		'timeout-after',
		'status-before',
		'status-after',
		'unauthorized',
		'forbidden',
		'malformed-json',
		'bad-encoding',
		'truncated',
		'xml-error',
		'html',
		'business-error',
		'system-error',
		'partial',
	]),
	status: z.number().int().optional(),
	code: z.string().optional(),
	message: z.string().optional(),
	ms: z.number().min(0).optional(),
	retryAfterMs: z.number().min(0).optional(),
});

const pushSchema = z.strictObject({
	event: z.string(),
	url: z.string().url(),
	options: z.record(z.unknown()).optional(),
});

const advanceSchema = z.strictObject({ advance: z.number().min(0) });

type Route = (sandbox: Sandbox, request: VendorRequest) => unknown;

function ruleFrom(request: VendorRequest): FaultRule {
	const { times, ...rule } = faultSchema.parse(JSON.parse(request.body));
	return { ...rule, ...(times !== undefined && { times: times < 0 ? Number.POSITIVE_INFINITY : times }) };
}

/** The control API: `<method> <path below /_sandbox>`. */
const routes: Record<string, Route> = {
	'GET /health': ({ url, aiccs, yunfu, clock, inFlight }) => ({
		ok: true,
		url,
		aiccs,
		yunfu,
		now: clock.now(),
		inFlight,
	}),
	'GET /requests': ({ requests }, { query }) => {
		const since = Number(query.get('since') ?? 0);
		return { total: requests.length, requests: requests.slice(since) };
	},
	'GET /ledger': ({ ledger }) => ({
		counts: ledger.counts(),
		duplicates: ledger.duplicates(),
		entries: ledger.entries(),
	}),
	'GET /deliveries': ({ deliveries }) => ({ deliveries }),
	'GET /settings': ({ settings }) => settings,
	'POST /settings': ({ settings }, { body }) => {
		applySettings(settings, settingsSchema.parse(JSON.parse(body)));
		return settings;
	},
	'POST /faults': ({ faults }, request) => {
		faults.add(ruleFrom(request));
		return { ok: true };
	},
	'DELETE /faults': ({ faults }) => {
		faults.clear();
		return { ok: true };
	},
	'POST /reset': (sandbox) => {
		sandbox.reset();
		return { ok: true };
	},
	'POST /clock': ({ clock }, { body }) => {
		clock.advance(advanceSchema.parse(JSON.parse(body)).advance);
		return { now: clock.now() };
	},
	'POST /push': async (sandbox, { body }) => {
		const { event, url, options } = pushSchema.parse(JSON.parse(body));
		return await sandbox.push(event as CallbackEvent, url, options);
	},
};

/** Answers the control API in JSON; 404 for an unknown route, 400 for a body outside the schema. */
export function controlHandler(sandbox: Sandbox): ControlHandler {
	return async (request) => {
		const route = routes[`${request.method} ${request.path.slice('/_sandbox'.length)}`];
		if (route === undefined) return { status: 404, body: '{"error":"Unknown control route"}' };
		try {
			return { status: 200, body: stringifyLossless(await route(sandbox, request)) };
		} catch (error) {
			return { status: 400, body: JSON.stringify({ error: (error as Error).message }) };
		}
	};
}
