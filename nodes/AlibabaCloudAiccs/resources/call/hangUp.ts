import { RequestFailure, form } from '../../../shared';
import { operation } from '../../operation';
import { callId } from './fields';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-hangupoperate */
export const hangUp = operation({
	name: 'Hang Up',
	title: 'Hang up a call',
	description: 'End a call that Place has begun',
	action: 'HangupOperate',
	kind: 'repeatable',
	fields: {
		CallId: callId,
		ImmediateHangup: form.toggle(
			'Hang Up Immediately',
			'Whether to cut the call at once, instead of after the words that are being spoken',
			{ default: true },
		),
	},
	output: (answer, { CallId }) => {
		if (String(answer.Result) === 'false') {
			throw new RequestFailure('The call was not hung up: Alibaba Cloud took the request but did not do it', {
				requestId: answer.RequestId === undefined ? undefined : String(answer.RequestId),
				hint: 'The call may have ended already: look with Call > Get Dialog.',
				outcome: 'refused',
			});
		}
		return [{ callId: CallId, hungUp: true, requestId: answer.RequestId }];
	},
});
