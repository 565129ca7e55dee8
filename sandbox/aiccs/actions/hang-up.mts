import { answer, businessFailure } from '../response.mts';
import type { Action } from './action.mts';
import { documentedError } from './smart-call.mts';

/** HangupOperate: the answer spells its text Mesage and has Result instead of Success. */
export const hangUp: Action = (parameters, context) => {
	const { action, state, ledger, now } = context;
	const call = state.engineCalls.get(parameters.required('CallId'));
	if (call === undefined) return documentedError(action, 'InvalidParameter.CallId');
	if (call.endAt <= now) return { refuse: businessFailure(action, 'CALL_ENDED', '通话已结束') };
	return {
		accept: () => {
			state.engineCalls.hangUp(call, now);
			ledger.add({
				vendor: 'aiccs',
				kind: 'change',
				action,
				key: `hangup/${call.callId}`,
				at: now,
				callId: call.callId,
				number: call.callee,
			});
			return answer(action, { Code: 'OK', Mesage: 'OK', Result: true });
		},
	};
};
