export type QueryValue = string | QueryValue[] | { [key: string]: QueryValue };

interface Node {
	[key: string]: string | Node;
}

/** Reads a query the way PHP does: `a[]=1&a[]=2`, `a[0][id]=x`; a repeated plain name keeps the last value. */
export function parseQuery(query: URLSearchParams): Record<string, QueryValue> {
	const root: Node = Object.create(null) as Node;
	for (const [name, value] of query) put(root, keysOf(name), value);
	return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settle(value)]));
}

function keysOf(name: string): string[] {
	const bracket = name.indexOf('[');
	if (bracket < 1) return [name];
	const keys = [name.slice(0, bracket)];
	for (const match of name.slice(bracket).matchAll(/\[([^\]]*)\]/g)) keys.push(match[1]);
	return keys;
}

function put(root: Node, keys: string[], value: string): void {
	let node = root;
	keys.forEach((key, index) => {
		const slot = key === '' ? String(Object.keys(node).length) : key;
		if (index === keys.length - 1) {
			node[slot] = value;
			return;
		}
		const next = node[slot];
		if (typeof next === 'object') {
			node = next;
		} else {
			const created: Node = Object.create(null) as Node;
			node[slot] = created;
			node = created;
		}
	});
}

function settle(value: string | Node): QueryValue {
	if (typeof value === 'string') return value;
	const entries = Object.entries(value);
	const isList = entries.every(([key], index) => key === String(index));
	if (isList) return entries.map(([, item]) => settle(item));
	return Object.fromEntries(entries.map(([key, item]) => [key, settle(item)]));
}
