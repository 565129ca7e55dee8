import { timingSafeEqual } from 'node:crypto';
import type { DeliveryReport, Vendor, VendorContext, VendorDecision, VendorRequest } from '../types.mts';
import { fail } from './answers.mts';
import { deliveryOf, type CallbackEvent, type CallbackOptions } from './callbacks.mts';
import { faultAnswer } from './faults.mts';
import { accountOperations } from './operations/accounts.mts';
import { customerOperations } from './operations/customers.mts';
import { dialTimeOperations } from './operations/dial-times.mts';
import { legacyTaskOperations } from './operations/legacy-tasks.mts';
import { numberOperations } from './operations/numbers.mts';
import type { Operation } from './operations/operation.mts';
import { recordOperations } from './operations/records.mts';
import { taskOperations } from './operations/tasks.mts';
import { routeOf, type Route } from './routes.mts';
import type { Selectors } from '../validator.mts';
import { YunfuState } from './state.mts';
import { Refusal, validate } from './validate.mts';
import { CREDENTIALS } from './world.mts';

export type { CallbackEvent, CallbackOptions } from './callbacks.mts';
export { CREDENTIALS } from './world.mts';
export type { YunfuState } from './state.mts';

export interface YunfuVendor extends Vendor {
	readonly name: 'yunfu';
	readonly state: YunfuState;
	readonly credentials: typeof CREDENTIALS;
	/** Sends a documented callback to `url` and waits for the replies. */
	push(event: CallbackEvent, url: string, options?: CallbackOptions): Promise<DeliveryReport>;
}

const operations: Record<string, Operation> = {
	...taskOperations,
	...legacyTaskOperations,
	...numberOperations,
	...recordOperations,
	...customerOperations,
	...dialTimeOperations,
	...accountOperations,
};

/** The stand-in for Yunfu's HTTP API. */
export function createYunfuVendor(context: VendorContext): YunfuVendor {
	const state = new YunfuState(context);
	return {
		name: 'yunfu',
		state,
		credentials: CREDENTIALS,
		owns: (path) => /^\/(agent-api|users|user)(\/|$)/.test(path),
		identify: ({ method, path }) => routeOf(method, path)?.pattern ?? `${method} ${path}`,
		check: (request) => decide(state, request),
		throttled: (retryAfterMs) => {
			const answer = fail(429, 'Too Many Attempts.', 429);
			const seconds = String(Math.max(1, Math.ceil(retryAfterMs / 1000)));
			return { ...answer, headers: { ...answer.headers, 'retry-after': seconds } };
		},
		faultAnswer,
		reset: () => state.reset(),
		push: (event, url, options) => context.deliver(deliveryOf(state, context.origin(), event, url, options)),
	};
}

function decide(state: YunfuState, request: VendorRequest): VendorDecision {
	const route = routeOf(request.method, request.path);
	if (route === undefined) return { refuse: fail(404, 'Not Found', 404) };
	if (!route.endpoint.unauthenticated && !isAuthorised(request)) {
		return { refuse: fail(401, 'Unauthenticated.', 401) };
	}
	const operation = operations[route.endpoint.key];
	if (operation === undefined) throw new Error(`No operation answers ${route.endpoint.key}`);
	try {
		const values = validate(request, route, knownSelectors(state, route));
		const { endpoint, pattern } = route;
		return { accept: operation({ state, endpoint, pattern, values, origin: request.origin }) };
	} catch (error) {
		if (error instanceof Refusal) return { refuse: fail(error.code, error.message) };
		throw error;
	}
}

/** Update Task may leave task_type out; the task's own then says which fields exist. */
function knownSelectors(state: YunfuState, route: Route): Selectors {
	if (route.endpoint.key !== 'task.update') return {};
	const task = state.tasks.get(route.parameters['task_id'] ?? '');
	return task === undefined ? {} : { task_type: task.type };
}

function isAuthorised(request: VendorRequest): boolean {
	const given = Buffer.from(request.headers['authorization'] ?? '');
	const expected = Buffer.from(`Bearer ${CREDENTIALS.token}`);
	return given.length === expected.length && timingSafeEqual(given, expected);
}
