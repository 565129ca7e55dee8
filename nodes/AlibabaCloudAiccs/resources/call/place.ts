import { form, refuse } from '../../../shared';
import { operation } from '../../operation';
import { voice } from '../../pickers';
import { ENGINE_KINDS } from '../../variables';
import { preparedNumber } from '../number/numbers';
import {
	LOOK_UP_CALL,
	callFields,
	dialNotice,
	placedCall,
	variableQuery,
	variablesOfAllKinds,
} from './fields';

const additionalFields = form.additionalFields({
	Extension: form.text(
		'Extension',
		'Extension of the called number, up to 5 digits. Only for AXN numbers with an extension.',
		{ example: '123', pattern: [/^\d{1,5}$/, 'must be up to 5 digits'] },
	),
	SessionTimeout: form.number(
		'Longest Call (Seconds)',
		'The call is cut after so many seconds, from 300 to 3600. The vendor advises 600 or more.',
		{ min: 300, max: 3600, default: 600 },
	),
	normalize: form.toggle(
		'Normalize Phone Number',
		'Whether to take spaces, dashes and the country code +86 or 0086 out of the called number. Without it, the number goes out as it is.',
		{ default: true, sent: false },
	),
	CustomerLineCode: form.text(
		'Own Line Code',
		'Code of a line of your own, as Alibaba Cloud gave it to you',
		{ example: 'SELF_example_A_NET' },
	),
	TtsVoiceCode: voice('The voice that speaks, instead of the one set in the application'),
	TtsSpeed: form.number(
		'Voice Speed',
		'How fast the voice speaks, from -200 to 200, instead of what is set in the application',
		{ min: -200, max: 200 },
	),
	TtsVolume: form.number(
		'Voice Volume',
		'How loud the voice speaks, from 0 to 100, instead of what is set in the application',
		{ min: 0, max: 100, default: 50 },
	),
});

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-llmsmartcall */
export const place = operation({
	name: 'Place',
	title: 'Place a call',
	description: 'Dial a real person at once and let an LLM application talk. The call is billed.',
	action: 'LlmSmartCall',
	kind: 'once',
	lookUp: LOOK_UP_CALL,
	fields: {
		dialNotice,
		CalledNumber: form.text('Called Number', 'Number of the person to call', {
			required: true,
			example: '13800138000',
		}),
		...callFields,
		...variablesOfAllKinds,
		// The vendor's text names 1 to 15 bytes, its metadata 32 characters: what the metadata allows is let through.
		OutId: form.text(
			'External ID',
			'Your own ID for this call, up to 32 characters. It comes back with receipts.',
			{ example: 'lead-4711', max: 32, hint: 'The vendor advises at most 15 characters' },
		),
		additionalFields,
	},
	prepare: (values) => {
		const prepared = preparedNumber(values.CalledNumber, { normalize: values.normalize });
		if ('problem' in prepared) return refuse('Called Number', prepared.problem);
		return { ...values, CalledNumber: prepared.number };
	},
	query: (values) => variableQuery(values, ENGINE_KINDS),
	output: (answer, { CalledNumber, OutId }) => [
		placedCall(answer.CallId, { calledNumber: CalledNumber, outId: OutId }, answer),
	],
});
