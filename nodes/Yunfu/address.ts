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
