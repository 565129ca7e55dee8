import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import fc from '../fastCheck.mts';

/** Values as a person at the editor may leave them: what the field's type, options and limits let through. */

const TEXTS = [
	'',
	' ',
	'text',
	'测试 & "quotes" \\ 100%',
	'x'.repeat(300),
	'13800138000',
	'0',
	'null',
	'[]',
	'{"a":1}',
];
const TIMES = ['2026-03-02 09:00:00', '2026-03-02T09:00:00+08:00', '09:00', '', 'tomorrow', '2026-13-45'];

/** Typed in, or as an expression, which the editor cannot check. */
const typed = (values: fc.Arbitrary<string>) =>
	fc
		.tuple(values, fc.boolean())
		.map(([value, asExpression]) =>
			asExpression && !/[{}]/.test(value) ? `={{ ${JSON.stringify(value)} }}` : value,
		);

const text = () =>
	typed(
		fc.oneof(
			{ weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
			{ weight: 1, arbitrary: fc.constantFrom(...TIMES) },
			{ weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'grapheme' }) },
		),
	);

function number({ typeOptions }: INodeProperties): fc.Arbitrary<unknown> {
	const { minValue = -5, maxValue = 1_000_000 } = typeOptions ?? {};
	const usual = fc.integer({ min: minValue, max: Math.min(maxValue, minValue + 50) });
	// An expression may bring anything.
	return fc.oneof(
		{ weight: 6, arbitrary: usual },
		{ weight: 1, arbitrary: fc.constantFrom(minValue, maxValue, 0, -1, 1.5, '7', '') },
	);
}

function fields(properties: INodeProperties[]): fc.Arbitrary<IDataObject> {
	const entries = Object.fromEntries(properties.map((property) => [property.name, valueOf(property)]));
	return fc.record(entries, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<IDataObject>;
}

function groups(property: INodeProperties): fc.Arbitrary<unknown> {
	const entries = (property.options as INodePropertyCollection[]).map(({ name, values }) => {
		const entry = fields(values);
		const several = property.typeOptions?.multipleValues === true;
		return [name, several ? fc.array(entry, { maxLength: 3 }) : entry] as const;
	});
	return fc.record(Object.fromEntries(entries), { requiredKeys: [], noNullPrototype: true });
}

export function valueOf(property: INodeProperties): fc.Arbitrary<unknown> {
	const choices = ((property.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
	switch (property.type) {
		case 'boolean':
			return fc.boolean();
		case 'number':
			return number(property);
		case 'options':
			return choices.length > 0 ? fc.constantFrom(...choices) : text();
		case 'multiOptions':
			return choices.length > 0 ? fc.subarray(choices) : fc.array(text(), { maxLength: 3 });
		case 'dateTime':
			return typed(fc.constantFrom(...TIMES));
		case 'collection':
			return fields(property.options as INodeProperties[]);
		case 'fixedCollection':
			return groups(property);
		case 'resourceLocator':
			return text().map((value) => ({ __rl: true, mode: 'id', value }));
		case 'string':
		case 'json':
			return text();
		default:
			return fc.constant(property.default);
	}
}

/** Fields that an operation shows with the parameters given, its resource and operation not among them. */
function shown(description: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1, parameters } as unknown as INode;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return description.properties.filter(
		(property) =>
			!['resource', 'operation', 'transport', 'requestOptions'].includes(property.name) &&
			!['notice', 'hidden', 'credentials', 'resourceMapper'].includes(property.type) &&
			NodeHelpers.displayParameter(all ?? parameters, property, node, description),
	);
}

/** Good parameters of an operation with some fields changed, those among them that a change brings into sight. */
export function changed(
	description: INodeTypeDescription,
	good: INodeParameters,
): fc.Arbitrary<INodeParameters> {
	const change = (parameters: INodeParameters): fc.Arbitrary<INodeParameters> => {
		const visible = shown(description, parameters);
		if (visible.length === 0) return fc.constant(parameters);
		return fc
			.subarray(visible, { maxLength: Math.min(3, visible.length) })
			.chain((chosen) =>
				fc
					.record(Object.fromEntries(chosen.map((property) => [property.name, valueOf(property)])))
					.map((values) => ({ ...parameters, ...(values as INodeParameters) })),
			);
	};
	return change(good).chain(change);
}
