import type { IDataObject } from 'n8n-workflow';

import { form, refuse, toChinaTime } from '../../../shared';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { labelled, readTranscript, tidy, transcriptText } from '../../shape';
import { CALL_STATUS } from '../../values';
import { callId } from './fields';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_KEPT = 30;
const HUNG_UP = '2';

const chinaDay = (epochMs: number) => toChinaTime(epochMs).slice(0, 10);

const waitUntilFinished = form.worded(form.waitUntilFinished, {
	description:
		'Whether to ask again until the call is hung up, instead of once. A call that nobody answers never is.',
});

function simplify(row: IDataObject): IDataObject {
	const turns = readTranscript(row.DialogContent);
	return {
		...tidy(row),
		callStatus: labelled(row.CallStatus, CALL_STATUS),
		...(turns && { dialogContent: turns as unknown as IDataObject[], transcript: transcriptText(turns) }),
	};
}

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-getcalldialogcontent */
export const getDialog = operation({
	name: 'Get Dialog',
	title: 'Get the dialog of a call',
	description: 'Get what was said in a call that Place has begun, and whether it has ended',
	action: 'GetCallDialogContent',
	kind: 'read',
	fields: {
		CallId: callId,
		CallDate: form.time(
			'Call Date',
			'Day of the call in China, within the last 30 days. Place returns it as callDate. Empty means today.',
			{ encode: chinaDay },
		),
		waitUntilFinished,
		longestWait: form.longestWait,
		simplify: form.simplify,
	},
	prepare: (values) => {
		const { CallDate = Date.now() } = values;
		if (chinaDay(CallDate) < chinaDay(Date.now() - DAYS_KEPT * DAY_MS)) {
			refuse('Call Date', `is more than ${DAYS_KEPT} days ago: the dialog is no longer kept`);
		}
		return { ...values, CallDate };
	},
	output: dataRows,
	isFinal: (rows) => rows.length > 0 && rows.every((row) => String(row.CallStatus) === HUNG_UP),
	simplify,
});
