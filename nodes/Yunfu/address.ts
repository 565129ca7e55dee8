import { NodeOperationError, type IExecuteSingleFunctions, type IHttpRequestOptions } from 'n8n-workflow';

/**
 * Stands for the User ID in addresses, as in Yunfu's documents; every request gets it from the credential. In n8n before
 * 2.0 the expressions of an operation do not see the credential.
 */
export const USER_ID = 'user_id';

/** Addresses of the main account's API. `{name}` parts are filled in by `fillPath`. */
export const accountPath = (path: string) => `/agent-api/user/{${USER_ID}}${path}`;

/** The same for what exists since 2.0 tasks. */
export const newAccountPath = (path: string) => `/agent-api/new/user/{${USER_ID}}${path}`;

/** `{name}` parts of an address, encoded. */
export function filledPath(path: string, parts: Record<string, string>): string {
	return path.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
		parts[name] === undefined ? placeholder : encodeURIComponent(parts[name]),
	);
}

/** The text of a parameter; of a resource locator its ID. */
export function textOf(context: IExecuteSingleFunctions, name: string): string {
	const value: unknown = context.getNodeParameter(name, '', { extractValue: true });
	return value === undefined || value === null ? '' : String(value as string | number).trim();
}

/** Puts IDs the user gives into the address of a request. */
export function fillPath(
	context: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
	parts: Record<string, string>,
): void {
	for (const [name, value] of Object.entries(parts)) {
		if (value !== '.' && value !== '..') continue;
		const itemIndex = context.getItemIndex();
		throw new NodeOperationError(context.getNode(), `"${value}" is no ${name} [item ${itemIndex}]`, {
			itemIndex,
			description: 'Give the ID as Yunfu shows it. Nothing was sent.',
		});
	}
	request.url = filledPath(request.url, parts);
}
