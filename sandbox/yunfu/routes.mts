import { contract, type Endpoint } from './contract.mts';

export interface Route {
	endpoint: Endpoint;
	/** `GET /agent-api/new/user/{user_id}/task` */
	pattern: string;
	parameters: Record<string, string>;
}

interface Compiled {
	endpoint: Endpoint;
	method: string;
	pattern: string;
	names: string[];
	expression: RegExp;
	/** fixed path parts; the route with more of them is the more specific one */
	fixed: number;
}

function compile(endpoint: Endpoint, template: string): Compiled {
	const parts = template.split('/');
	const names: string[] = [];
	const source = parts.map((part) => {
		const name = /^\{(.+)\}$/.exec(part)?.[1];
		if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		names.push(name);
		return '([^/]+)';
	});
	return {
		endpoint,
		method: endpoint.method,
		pattern: `${endpoint.method} ${template}`,
		names,
		expression: new RegExp(`^${source.join('/')}$`),
		fixed: parts.length - names.length,
	};
}

const compiled = contract.endpoints
	.flatMap((endpoint) =>
		[endpoint.path, endpoint.alsoPath ?? []].flat().map((path) => compile(endpoint, path)),
	)
	.sort((a, b) => b.fixed - a.fixed);

/** The documented endpoint that this request addresses. */
export function routeOf(method: string, path: string): Route | undefined {
	for (const candidate of compiled) {
		if (candidate.method !== method) continue;
		const match = candidate.expression.exec(path);
		if (match === null) continue;
		const parameters: Record<string, string> = {};
		candidate.names.forEach((name, index) => {
			parameters[name] = match[index + 1];
		});
		return { endpoint: candidate.endpoint, pattern: candidate.pattern, parameters };
	}
	return undefined;
}
