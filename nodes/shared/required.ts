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
