import { form, isObject } from '../../../shared';
import { operation } from '../../operation';
import {
	LOOK_UP_CALL,
	callFields,
	dialNotice,
	placedCall,
	variableQuery,
	variablesOfTwoKinds,
} from './fields';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-llmsmartcallencrypt */
export const placeEncrypted = operation({
	name: 'Place to Encrypted Number',
	value: 'placeEncrypted',
	title: 'Place a call to an encrypted number',
	description: 'Dial a real person, whose number only Alibaba Cloud can read, at once. The call is billed.',
	action: 'LlmSmartCallEncrypt',
	kind: 'once',
	lookUp: LOOK_UP_CALL,
	fields: {
		dialNotice,
		EncryptCalledNumber: form.text('Encrypted Called Number', 'The encrypted number of the person to call', {
			required: true,
			example: '140123456789243',
		}),
		...callFields,
		...variablesOfTwoKinds,
		OutId: form.text(
			'External ID',
			'Your own ID, which comes back with the call’s result and with receipts',
			{ example: 'lead-4711' },
		),
	},
	query: (values) => variableQuery(values),
	output: (answer, { EncryptCalledNumber, OutId }) => [
		placedCall(
			isObject(answer.Data) ? answer.Data.CallId : undefined,
			{ encryptCalledNumber: EncryptCalledNumber, outId: OutId },
			answer,
		),
	],
});
