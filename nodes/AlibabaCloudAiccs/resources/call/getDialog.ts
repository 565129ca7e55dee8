import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { isObject, toChinaTime, toEpochMs, waitFields, type Operation } from '../../../shared';
import { simplifyField } from '../../fields';
import { actionRequest } from '../../request';
import { labelled, readTranscript, tidy, transcriptText } from '../../shape';
import { CALL_STATUS } from '../../values';
import { callIdField } from './fields';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_KEPT = 30;
const HUNG_UP = '2';

const [waitField, longestWaitField] = waitFields;

const chinaDay = (epochMs: number) => toChinaTime(epochMs).slice(0, 10);

function simplify(row: IDataObject): IDataObject {
	const turns = readTranscript(row.DialogContent);
	const dialog = tidy(row);
	return {
		...dialog,
		callStatus: labelled(row.CallStatus, CALL_STATUS),
		...(turns && { dialogContent: turns as unknown as IDataObject[], transcript: transcriptText(turns) }),
	};
}

/** GetCallDialogContent: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-getcalldialogcontent */
export const getDialog: Operation = {
	option: {
		name: 'Get Dialog',
		value: 'getDialog',
		action: 'Get the dialog of a call',
		description: 'Get what was said in a call that Place has begun, and whether it has ended',
		routing: actionRequest('GetCallDialogContent'),
	},
	kind: 'read',
	fields: [
		callIdField,
		{
			displayName: 'Call Date',
			name: 'callDate',
			type: 'dateTime',
			default: '',
			description:
				'Day of the call in China, within the last 30 days. Place returns it as callDate. Empty means today.',
		},
		{
			...waitField,
			description:
				'Whether to ask again until the call is hung up, instead of once. A call that nobody answers never is.',
		},
		longestWaitField,
		simplifyField,
	],
	check(request) {
		const given = this.getNodeParameter('callDate', '');
		const now = Date.now();
		const time = given === '' || given === null ? now : toEpochMs(given);
		const itemIndex = this.getItemIndex();
		const refuse = (problem: string): never => {
			throw new NodeOperationError(this.getNode(), `Call Date ${problem} [item ${itemIndex}]`, {
				itemIndex,
				description: 'Set the field "Call Date" to the day of the call, e.g. 2026-03-02. Nothing was sent.',
			});
		};
		if (time === undefined) return refuse('is not a date');
		if (chinaDay(time) < chinaDay(now - DAYS_KEPT * DAY_MS)) {
			return refuse(`is more than ${DAYS_KEPT} days ago: the dialog is no longer kept`);
		}
		request.qs = { ...request.qs, CallDate: chinaDay(time) };
	},
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	isFinal: (rows) => rows.length > 0 && rows.every((row) => String(row.CallStatus) === HUNG_UP),
	simplify,
};
