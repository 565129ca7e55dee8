import { describe, expect, it } from '@jest/globals';
import { contract, type Endpoint, type Property, type Shape } from '../../sandbox/yunfu/contract.mts';
import { routeOf } from '../../sandbox/yunfu/routes.mts';
import { createClient, USER } from './yunfu-client.mts';

const client = createClient();
const firstTask = [...client.vendor.state.tasks.values()][0];

/** The endpoint's path with ids that exist, so that validation is what decides. */
function addressOf({ path }: Endpoint): string {
	const values: Record<string, string> = {
		user_id: USER,
		id: USER,
		task_id: firstTask?.id ?? '',
		tenant_id: client.vendor.credentials.tenantId,
		sub_user_id: client.vendor.credentials.subUserId,
		group_id: '1',
		type: 'clue',
		phone: '13900001000',
		record_id: 'record',
		unique_id: 'batch',
	};
	return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'missing');
}

function shapesOf(shape: Shape): Shape[] {
	return [shape, ...[shape.items ?? [], shape.anyOf ?? [], shape.properties ?? []].flat().flatMap(shapesOf)];
}

describe('Yunfu contract table', () => {
	it('has unique keys and unique method and path', () => {
		const keys = contract.endpoints.map(({ key }) => key);
		const routes = contract.endpoints.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(keys).size).toBe(keys.length);
		expect(new Set(routes).size).toBe(routes.length);
	});

	it.each(contract.endpoints)('$key names its path parameters, a source and a shape it knows', (endpoint) => {
		const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
		const declared = endpoint.parameters
			.filter((parameter) => parameter.in === 'path')
			.map(({ name }) => name);
		expect(declared).toEqual(inPath);
		expect(endpoint.source.every((source) => source.startsWith('http'))).toBe(true);
		const types = new Set(['string', 'integer', 'boolean', 'array', 'object']);
		for (const parameter of endpoint.parameters) {
			for (const shape of shapesOf(parameter)) {
				expect(shape.anyOf !== undefined || types.has(shape.type ?? '')).toBe(true);
				if (shape.type === 'array' && !shape.alsoAccepts?.includes('array'))
					expect(shape.items).toBeDefined();
				expect((shape as Partial<Property>).description).not.toBe('');
			}
		}
	});

	it.each(contract.endpoints)('$key is routed to itself', (endpoint) => {
		expect(routeOf(endpoint.method, addressOf(endpoint))?.endpoint.key).toBe(endpoint.key);
	});

	it.each(contract.endpoints)('$key refuses an unknown query parameter by name', (endpoint) => {
		const answer = client.call(endpoint.method, `${addressOf(endpoint)}?made_up=1`);
		expect([answer.code, answer.message]).toEqual([422, 'The made_up field is not known.']);
	});

	it.each(contract.endpoints.filter(({ parameters }) => parameters.some((p) => p.in === 'body')))(
		'$key refuses an unknown body field by name',
		(endpoint) => {
			const body: Record<string, unknown> = { made_up: 1 };
			const answer = client.call(endpoint.method, addressOf(endpoint), body);
			expect(answer.code).toBe(422);
			expect(answer.message).toMatch(/made_up field is not known|field is required/);
		},
	);

	it.each(
		contract.endpoints.filter(({ parameters }) => parameters.some((p) => p.in !== 'path' && p.required)),
	)('$key refuses a request without its required fields', (endpoint) => {
		const answer = client.call(endpoint.method, addressOf(endpoint));
		expect(answer.code).toBe(422);
		const required = endpoint.parameters.filter((p) => p.in !== 'path' && p.required).map(({ name }) => name);
		expect(required.some((name) => answer.message === `The ${name} field is required.`)).toBe(true);
	});

	it('refuses a wrong token and answers the download link without one', () => {
		const refused = client.raw('GET', '/agent-api/token', undefined, { authorization: 'Bearer wrong' });
		expect([refused.status, JSON.parse(String(refused.body))]).toEqual([
			401,
			{ code: 401, status: 'error', message: 'Unauthenticated.', data: [] },
		]);
		const link = client.raw('GET', '/agent-api/download-number?key=none', undefined, { authorization: '' });
		expect(JSON.parse(String(link.body))).toMatchObject({ code: 404 });
	});

	it('has no route for what the documents do not have', () => {
		for (const [method, path] of [
			['PUT', `/agent-api/new/user/${USER}/task_start/x`],
			['DELETE', `/agent-api/new/user/${USER}/task/x`],
			['POST', `/agent-api/user/${USER}/task`],
		] as const) {
			expect(client.raw(method, path).status).toBe(404);
		}
	});
});
