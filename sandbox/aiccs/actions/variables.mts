/** Call variables as text, or the name of the first one that is not a plain value. */
export function variablesFrom(
	values: Record<string, unknown>,
): { variables: Record<string, string> } | { wrong: string } {
	const variables: Record<string, string> = {};
	for (const [key, value] of Object.entries(values)) {
		switch (typeof value) {
			case 'string':
			case 'number':
			case 'bigint':
			case 'boolean':
				variables[key] = String(value);
				break;
			default:
				return { wrong: key };
		}
	}
	return { variables };
}
