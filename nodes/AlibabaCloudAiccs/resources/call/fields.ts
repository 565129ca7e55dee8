import type { IDataObject } from 'n8n-workflow';

import {
	RequestFailure,
	form,
	isObject,
	parseLossless,
	refuse,
	toChinaTime,
	type Mapped,
} from '../../../shared';
import { ENGINE_KINDS, engineKey, mappedValues, mappedVariables, type EngineKind } from '../../variables';

/** Calls of the engine are in no list of the vendor's API. */
export const LOOK_UP_CALL =
	'Before you place it again, look the call up in the AICCS console or among the receipts, by its External ID.';

/** ID of a call of an LLM application. */
export const callId = form.text('Call ID', 'ID of the call, as Place returns it', {
	required: true,
	example: '125165515123^11195613123',
});

/** Who calls, and which application talks. */
export const callFields = {
	CallerNumber: form.text(
		'Caller Number',
		'Number that the person sees: one of your numbers in mainland China, from Real Number Management in the Voice Service console',
		{ required: true, example: '057112345678' },
	),
	ApplicationCode: form.text(
		'Application Code',
		'Code of the LLM application that holds the conversation, from the AICCS console',
		{ required: true, example: 'F32000001' },
	),
};

export const dialNotice = form.notice(
	'This dials a real person at once, and Alibaba Cloud bills the call. An item is never dialed twice by a retry.',
);

/** What a call can be told: each kind is a parameter of its own. */
const KINDS: Record<EngineKind, { parameter: string; label: string; description: string; sample: string }> = {
	startWordParam: {
		parameter: 'StartWordParam',
		label: 'Opening Variable',
		description: 'Values for the variables in the opening words of the application',
		sample: '{ "name": "Li Na" }',
	},
	promptParam: {
		parameter: 'PromptParam',
		label: 'Prompt Variable',
		description: 'Values for the variables in the prompt of the application',
		sample: '{ "style": "friendly" }',
	},
	bizParam: {
		parameter: 'BizParam',
		label: 'Business Parameter',
		description: 'Values that are passed on to your own model',
		sample: '{ "orderId": "4711" }',
	},
};

const jsonOf = (kind: EngineKind) =>
	form.json(`${KINDS[kind].label}s`, `${KINDS[kind].description}, as a JSON object`, {
		sent: false,
		show: { specifyVariables: ['json'] },
		example: KINDS[kind].sample,
	});

/** The ways to give the values, the variables as the editor loads them, and one JSON field for each kind. */
const shared = {
	specifyVariables: form.choice(
		'Specify Variables',
		'How to give the values that the application uses in the conversation',
		[
			{
				name: 'Mapping Each Variable',
				value: 'map',
				description: 'Shows the variables of the application, where Alibaba Cloud lists them',
			},
			{ name: 'Using Name and Value Pairs', value: 'pairs' },
			{ name: 'Using JSON', value: 'json' },
		],
		{ default: 'pairs', sent: false },
	),
	mappedVariables: mappedVariables('applicationCode'),
};
const startWordParamJson = jsonOf('startWordParam');
const promptParamJson = jsonOf('promptParam');
const bizParamJson = jsonOf('bizParam');

const pairsOf = (kinds: readonly EngineKind[]) =>
	form.severalRows('Variables', 'Values that the application uses in the conversation', {
		sent: false,
		show: { specifyVariables: ['pairs'] },
		add: 'Add Variable',
		lists: Object.fromEntries(kinds.map((kind) => [kind, KINDS[kind].label])) as Record<EngineKind, string>,
		members: {
			name: form.text('Name', 'Name of the variable, as the application defines it', { example: 'name' }),
			value: form.text('Value', 'Value of the variable in this call', { example: 'Li Na' }),
		},
	});

const TWO_KINDS = ['startWordParam', 'promptParam'] as const;

/** The values of a call, by kind; calls to encrypted numbers take two of the kinds. */
export const variablesOfTwoKinds = {
	...shared,
	variables: pairsOf(TWO_KINDS),
	startWordParamJson,
	promptParamJson,
};
export const variablesOfAllKinds = {
	...shared,
	variables: pairsOf(ENGINE_KINDS),
	startWordParamJson,
	promptParamJson,
	bizParamJson,
};

type Pairs = Partial<Record<EngineKind, Array<{ name?: string; value?: string }>>>;

interface Given {
	specifyVariables?: string;
	mappedVariables: Mapped;
	variables?: Pairs;
	startWordParamJson?: string | IDataObject;
	promptParamJson?: string | IDataObject;
	bizParamJson?: string | IDataObject;
}

const textOf = (values: object): string | undefined =>
	Object.keys(values).length === 0 ? undefined : JSON.stringify(values);

function fromPairs(kind: EngineKind, pairs: NonNullable<Pairs[EngineKind]> = []): string | undefined {
	const values = new Map<string, string>();
	for (const { name, value = '' } of pairs) {
		if (name === undefined)
			return refuse('Variables', `has an entry of ${KINDS[kind].label}s without a name`);
		if (values.has(name)) refuse('Variables', `has two entries named "${name}"`);
		values.set(name, value);
	}
	return textOf(Object.fromEntries(values));
}

function fromJson(kind: EngineKind, value: string | IDataObject = ''): string | undefined {
	const label = `${KINDS[kind].label}s`;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	let parsed: unknown = value;
	try {
		if (typeof value === 'string') parsed = parseLossless(value);
	} catch {
		refuse(label, 'is not valid JSON');
	}
	if (!isObject(parsed)) return refuse(label, 'must be a JSON object, like { "name": "Li Na" }');
	// Text goes out as it was written: numbers of many digits stay exact.
	return typeof value === 'string' && Object.keys(parsed).length > 0 ? value.trim() : textOf(parsed);
}

function fromMapper(mapped: Mapped, kinds: readonly EngineKind[]): Pairs {
	const pairs: Pairs = {};
	for (const [key, value] of Object.entries(mappedValues(mapped))) {
		const { kind, name } = engineKey(key) ?? refuse('Variables', `have "${key}" of no known kind`);
		if (!kinds.includes(kind)) refuse('Variables', `have ${KINDS[kind].label}s, which are not sent here`);
		(pairs[kind] ??= []).push({ name, value });
	}
	return pairs;
}

/**
 * The parameters of these kinds, each a JSON object in text; kinds without a value are undefined.
 *
 * @throws Problem that names the field
 */
export function variableQuery(
	given: Given,
	kinds: readonly EngineKind[] = TWO_KINDS,
): Record<string, string | undefined> {
	const { specifyVariables } = given;
	const pairs =
		specifyVariables === 'map' ? fromMapper(given.mappedVariables, kinds) : (given.variables ?? {});
	return Object.fromEntries(
		kinds.map((kind) => [
			KINDS[kind].parameter,
			specifyVariables === 'json' ? fromJson(kind, given[`${kind}Json`]) : fromPairs(kind, pairs[kind]),
		]),
	);
}

/**
 * What came of placing a call. `callDate` is the day in China, which Get Dialog asks for.
 *
 * @throws RequestFailure when the answer names no call: it may have been placed nevertheless
 */
export function placedCall(
	id: unknown,
	sent: IDataObject,
	{ RequestId: requestId }: IDataObject,
): IDataObject {
	if (id === undefined || id === null || id === '') {
		throw new RequestFailure('The answer has no call ID', {
			outcome: 'unknown',
			requestId: requestId === undefined ? undefined : String(requestId),
		});
	}
	const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
	return {
		callId: String(id as string),
		...given,
		callDate: toChinaTime(Date.now()).slice(0, 10),
		requestId,
	};
}
