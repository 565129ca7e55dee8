import { NodeOperationError, type INode } from 'n8n-workflow';
import type * as z from 'zod/v4-mini';

/**
 * Checks values against a rule before they are sent.
 *
 * @param labels name of each value as the editor shows it
 * @throws NodeOperationError with the field's name and the item
 */
export function checkValues<Schema extends z.ZodMiniType>(
	schema: Schema,
	values: Record<string, unknown>,
	labels: Record<string, string>,
	place: { node: INode; itemIndex: number },
): z.infer<Schema> {
	const result = schema.safeParse(values);
	if (result.success) return result.data as z.infer<Schema>;
	const issue = result.error.issues[0];
	const [field, ...rest] = issue.path.map(String);
	const label = labels[field] ?? field;
	const position = rest.find((part) => /^\d+$/.test(part));
	throw new NodeOperationError(
		place.node,
		`${label}${position === undefined ? '' : ` (entry ${Number(position) + 1})`}: ${issue.message} [item ${place.itemIndex}]`,
		{
			itemIndex: place.itemIndex,
			description: `Change the field "${label}" and run the node again. Nothing was sent.`,
		},
	);
}
