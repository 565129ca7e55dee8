import { chinaDate, DAY_MS } from '../../china-time.mts';
import { pickUpTime } from '../engine-calls.mts';
import { ok } from '../response.mts';
import { transcriptOf } from '../transcripts.mts';
import { invalid, type Action } from './action.mts';
import { documentedError } from './smart-call.mts';

const DAYS_KEPT = 30;

/** GetCallDialogContent: CallStatus 0 not connected, 1 connected, 2 hung up; calls of the last 30 days. */
export const dialogContent: Action = (parameters, context) => {
	const { action, state, now } = context;
	const date = parameters.required('CallDate');
	if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) {
		return invalid('CallDate', 'must be yyyy-MM-dd');
	}
	if (date < chinaDate(now - DAYS_KEPT * DAY_MS) || date > chinaDate(now)) {
		return invalid('CallDate', `must lie within the last ${DAYS_KEPT} days`);
	}
	const call = state.engineCalls.get(parameters.required('CallId'));
	if (call === undefined || chinaDate(call.startedAt) !== date) {
		return documentedError(action, 'InvalidParameter.CallId');
	}
	return {
		accept: () => {
			const pickUp = pickUpTime(call.startedAt, call.endAt, call.outcome);
			const connected = pickUp !== undefined && pickUp <= now;
			const turns = connected ? transcriptOf(call.outcome, call.name) : [];
			return ok(action, {
				CallId: call.callId,
				CallStatus: call.endAt <= now ? (connected ? 2 : 0) : connected ? 1 : 0,
				DialogContent: turns.length > 0 ? JSON.stringify(turns) : undefined,
			});
		},
	};
};
