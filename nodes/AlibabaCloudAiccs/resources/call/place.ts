import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { checkValues, z, type Operation } from '../../../shared';
import { voiceField } from '../../fields';
import { actionRequest, toQuery } from '../../request';
import { refuse } from '../number/numberRecord';
import { numberPreparation } from '../number/phoneNumbers';
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

const KINDS: VariableKind[] = ['startWordParam', 'promptParam', 'bizParam'];

/** The vendor's text names 1 to 15 bytes, its metadata 32 characters: what the metadata allows is let through. */
const LONGEST_EXTERNAL_ID = 32;

const additionalFields: INodeProperties[] = [
	{
		displayName: 'Extension',
		name: 'extension',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123',
		description: 'Extension of the called number, up to 5 digits. Only for AXN numbers with an extension.',
		routing: toQuery('Extension'),
	},
	{
		displayName: 'Longest Call (Seconds)',
		name: 'sessionTimeout',
		type: 'number',
		typeOptions: { minValue: 300, maxValue: 3600 },
		default: 600,
		description: 'The call is cut after so many seconds, from 300 to 3600. The vendor advises 600 or more.',
		routing: toQuery('SessionTimeout'),
	},
	{
		displayName: 'Normalize Phone Number',
		name: 'normalize',
		type: 'boolean',
		default: true,
		description:
			'Whether to take spaces, dashes and the country code +86 or 0086 out of the called number. Without it, the number goes out as it is.',
	},
	{
		displayName: 'Own Line Code',
		name: 'customerLineCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. SELF_example_A_NET',
		description: 'Code of a line of your own, as Alibaba Cloud gave it to you',
		routing: toQuery('CustomerLineCode'),
	},
	{ ...voiceField, description: 'The voice that speaks, instead of the one set in the application' },
	{
		displayName: 'Voice Speed',
		name: 'ttsSpeed',
		type: 'number',
		typeOptions: { minValue: -200, maxValue: 200 },
		default: 0,
		description: 'How fast the voice speaks, from -200 to 200, instead of what is set in the application',
		routing: toQuery('TtsSpeed'),
	},
	{
		displayName: 'Voice Volume',
		name: 'ttsVolume',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 50,
		description: 'How loud the voice speaks, from 0 to 100, instead of what is set in the application',
		routing: toQuery('TtsVolume'),
	},
];

const LABELS = {
	outId: 'External ID',
	extension: 'Extension',
	sessionTimeout: 'Longest Call (Seconds)',
	ttsSpeed: 'Voice Speed',
	ttsVolume: 'Voice Volume',
};

const wholeNumber = (least: number, most: number) => {
	const message = `must be a whole number from ${least} to ${most}`;
	return z.optional(z.number(message).check(z.int(message), z.gte(least, message), z.lte(most, message)));
};

const rule = z.object({
	outId: z
		.string()
		.check(z.maxLength(LONGEST_EXTERNAL_ID, `must have at most ${LONGEST_EXTERNAL_ID} characters`)),
	extension: z.string().check(z.refine((value) => /^\d{0,5}$/.test(value), 'must be up to 5 digits')),
	sessionTimeout: wholeNumber(300, 3600),
	ttsSpeed: wholeNumber(-200, 200),
	ttsVolume: wholeNumber(0, 100),
});

/** LlmSmartCall: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-llmsmartcall */
export const place: Operation = {
	option: {
		name: 'Place',
		value: 'place',
		action: 'Place a call',
		description: 'Dial a real person at once and let an LLM application talk. The call is billed.',
		routing: actionRequest('LlmSmartCall'),
	},
	kind: 'dial',
	lookUp: LOOK_UP_CALL,
	fields: [
		dialNotice,
		{
			displayName: 'Called Number',
			name: 'calledNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 13800138000',
			description: 'Number of the person to call',
			routing: toQuery('CalledNumber'),
		},
		callerNumberField,
		applicationCodeField,
		variablesModeField,
		mappedVariables,
		variablePairs(KINDS),
		variableJsonFields.startWordParam,
		variableJsonFields.promptParam,
		variableJsonFields.bizParam,
		{
			displayName: 'External ID',
			name: 'outId',
			type: 'string',
			default: '',
			placeholder: 'e.g. lead-4711',
			hint: 'The vendor advises at most 15 characters',
			description: 'Your own ID for this call, up to 32 characters. It comes back with receipts.',
			routing: toQuery('OutId'),
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: additionalFields,
		},
	],
	check(request) {
		const { extension, sessionTimeout, ttsSpeed, ttsVolume, normalize } = this.getNodeParameter(
			'additionalFields',
			{},
		) as IDataObject;
		const values = {
			outId: String(this.getNodeParameter('outId', '')),
			extension: String(extension ?? ''),
			sessionTimeout,
			ttsSpeed,
			ttsVolume,
		};
		checkValues(rule, values, LABELS, { node: this.getNode(), itemIndex: this.getItemIndex() });
		const prepared = numberPreparation({ normalize })(String(this.getNodeParameter('calledNumber')).trim());
		if ('problem' in prepared) refuse(this.getNode(), this.getItemIndex(), 'Called Number', prepared.problem);
		request.qs = { ...request.qs, ...variableQuery(this, KINDS), CalledNumber: prepared.number };
	},
	rows: (body, { qs }) => [
		placedCall(body.CallId, { calledNumber: qs?.CalledNumber, outId: qs?.OutId } as IDataObject, body),
	],
};
