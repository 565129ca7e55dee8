import { RequestFailure, type Operation } from '../../../shared';
import { actionRequest, toQuery } from '../../request';
import { callIdField } from './fields';

/** HangupOperate: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-hangupoperate */
export const hangUp: Operation = {
	option: {
		name: 'Hang Up',
		value: 'hangUp',
		action: 'Hang up a call',
		description: 'End a call that Place has begun',
		routing: actionRequest('HangupOperate'),
	},
	kind: 'idempotent',
	fields: [
		callIdField,
		{
			displayName: 'Hang Up Immediately',
			name: 'immediateHangup',
			type: 'boolean',
			default: true,
			description: 'Whether to cut the call at once, instead of after the words that are being spoken',
			routing: toQuery('ImmediateHangup'),
		},
	],
	rows: (body, request) => {
		if (String(body.Result) === 'false') {
			throw new RequestFailure('The call was not hung up: Alibaba Cloud took the request but did not do it', {
				requestId: body.RequestId === undefined ? undefined : String(body.RequestId),
				hint: 'The call may have ended already: look with Call > Get Dialog.',
				outcome: 'refused',
			});
		}
		return [{ callId: request.qs?.CallId, hungUp: true, requestId: body.RequestId }];
	},
};
