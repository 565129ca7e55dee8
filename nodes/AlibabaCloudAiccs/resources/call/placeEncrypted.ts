import type { IDataObject } from 'n8n-workflow';

import { isObject, type Operation } from '../../../shared';
import { externalIdField } from '../../fields';
import { actionRequest, toQuery } from '../../request';
import { LOOK_UP_CALL, applicationCodeField, callerNumberField, dialNotice } from './fields';
import { placedCall } from './placed';
import {
	mappedVariables,
	variableJsonFields,
	variablePairs,
	variableQuery,
	variablesModeField,
	type VariableKind,
} from './variables';

const KINDS: VariableKind[] = ['startWordParam', 'promptParam'];

/** LlmSmartCallEncrypt: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-llmsmartcallencrypt */
export const placeEncrypted: Operation = {
	option: {
		name: 'Place to Encrypted Number',
		value: 'placeEncrypted',
		action: 'Place a call to an encrypted number',
		description: 'Dial a real person, whose number only Alibaba Cloud can read, at once. The call is billed.',
		routing: actionRequest('LlmSmartCallEncrypt'),
	},
	kind: 'dial',
	lookUp: LOOK_UP_CALL,
	fields: [
		dialNotice,
		{
			displayName: 'Encrypted Called Number',
			name: 'encryptCalledNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 140123456789243',
			description: 'The encrypted number of the person to call',
			routing: toQuery('EncryptCalledNumber'),
		},
		callerNumberField,
		applicationCodeField,
		variablesModeField,
		mappedVariables,
		variablePairs(KINDS),
		variableJsonFields.startWordParam,
		variableJsonFields.promptParam,
		externalIdField,
	],
	check(request) {
		request.qs = { ...request.qs, ...variableQuery(this, KINDS) };
	},
	rows: (body, { qs }) => [
		placedCall(
			isObject(body.Data) ? body.Data.CallId : undefined,
			{ encryptCalledNumber: qs?.EncryptCalledNumber, outId: qs?.OutId } as IDataObject,
			body,
		),
	],
};
