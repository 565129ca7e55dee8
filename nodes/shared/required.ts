import {
	NodeHelpers,
	NodeOperationError,
	type IExecuteSingleFunctions,
	type INodeProperties,
	type INodePropertyModeValidation,
} from 'n8n-workflow';

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What is wrong with an ID, in the words of the field's own rule; the editor looks only at what is typed in. */
export function malformedId({ modes = [] }: INodeProperties, value: unknown): string | undefined {
	const rules = modes.flatMap(({ type, validation = [] }) => (type === 'string' ? validation : []));
	for (const { properties } of rules as INodePropertyModeValidation[]) {
		const { regex, errorMessage } = properties as { regex?: string; errorMessage?: string };
		if (regex !== undefined && !new RegExp(regex).test(String(value))) return errorMessage;
	}
	return undefined;
}

/**
 * Checks that the required fields that are shown have a value, and that IDs look like IDs. The editor checks what is
 * typed in; an expression may still come out as anything for an item.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function checkRequired(context: IExecuteSingleFunctions, fields: INodeProperties[]): void {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	const refuse = (problem: string, displayName: string) => {
		throw new NodeOperationError(node, `${problem} [item ${itemIndex}]`, {
			itemIndex,
			description: `Fill in the field "${displayName}", or check the expression in it. Nothing was sent.`,
		});
	};
	for (const field of fields) {
		const isId = field.type === 'resourceLocator';
		if (!(field.required || isId) || !NodeHelpers.displayParameter(node.parameters, field, node, null))
			continue;
		const value = context.getNodeParameter(field.name, undefined, { extractValue: isId });
		if (isEmpty(value)) {
			if (field.required) refuse(`${field.displayName} is empty`, field.displayName);
			continue;
		}
		const problem = isId ? malformedId(field, value) : undefined;
		if (problem !== undefined) refuse(`${field.displayName}: ${problem}`, field.displayName);
	}
}

/**
 * Checks how many results a list shall give, which an expression may leave empty.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function checkLimit(context: IExecuteSingleFunctions): void {
	if (context.getNodeParameter('returnAll', false) === true) return;
	const limit = context.getNodeParameter('limit', 50);
	if (Number(limit) >= 1) return;
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(
		context.getNode(),
		`Limit must be a number of at least 1 [item ${itemIndex}]`,
		{
			itemIndex,
			description: 'Change the field "Limit", or switch on Return All. Nothing was sent.',
		},
	);
}
