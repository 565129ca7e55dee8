import {
	NodeHelpers,
	NodeOperationError,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Checks that the required fields that are shown have a value. The editor checks that something is typed in; an
 * expression may still come out empty for an item.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function checkRequired(context: IExecuteSingleFunctions, fields: INodeProperties[]): void {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	for (const field of fields) {
		if (!field.required || !NodeHelpers.displayParameter(node.parameters, field, node, null)) continue;
		const value = context.getNodeParameter(field.name, undefined, {
			extractValue: field.type === 'resourceLocator',
		});
		if (!isEmpty(value)) continue;
		throw new NodeOperationError(node, `${field.displayName} is empty [item ${itemIndex}]`, {
			itemIndex,
			description: `Fill in the field "${field.displayName}", or check the expression in it. Nothing was sent.`,
		});
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
