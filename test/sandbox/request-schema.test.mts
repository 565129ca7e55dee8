import { describe, expect, it } from '@jest/globals';
import { contract, type ContractParameter } from '../../sandbox/aiccs/contract.mts';
import { checkParameters } from '../../sandbox/aiccs/request-schema.mts';

function sample(parameter: ContractParameter): string {
	const allowed = parameter.values ?? parameter.enum;
	if (allowed) return allowed[0];
	if (parameter.format === 'int32') return String(parameter.minimum ?? 7);
	if (parameter.type === 'integer') return '118719107127812345';
	if (parameter.type === 'boolean') return 'true';
	if (parameter.type === 'object') return '{"a":"1"}';
	if (parameter.type === 'string') return 'x';
	if (parameter.style === 'simple') return '1,2';
	const item = parameter.items;
	if (item?.type === 'integer') return '[118719107127812345]';
	return item?.type === 'object' ? '[{"a":1}]' : JSON.stringify([item?.values?.[0] ?? 'x']);
}

function wrongValues(parameter: ContractParameter): string[] {
	const wrong = [''];
	if (parameter.values ?? parameter.enum) wrong.push('NOT_LISTED');
	if (parameter.type === 'integer') wrong.push('1.5', 'x', '1e3', '99999999999999999999');
	if (parameter.type === 'boolean') wrong.push('1', 'TRUE');
	if (parameter.type === 'object') wrong.push('[]', 'x', '"x"');
	if (parameter.type === 'array') wrong.push('a,b', '{}');
	if (parameter.items?.values) wrong.push('["NOT_LISTED"]');
	if (parameter.items?.type === 'integer' && parameter.style === 'json') wrong.push('["1"]', '[]');
	if (parameter.maximum !== undefined) wrong.push(String(parameter.maximum + 1));
	if (parameter.minimum !== undefined) wrong.push(String(parameter.minimum - 1));
	if (parameter.maxLength !== undefined) wrong.push('x'.repeat(parameter.maxLength + 1));
	return wrong;
}

const cases = Object.entries(contract.actions).map(([action, { parameters }]) => ({ action, parameters }));

describe.each(cases)('parameters of $action', ({ action, parameters }) => {
	const pairs = (place: ContractParameter['in']) =>
		parameters
			.filter((parameter) => parameter.in === place)
			.map((parameter): [string, string] => [parameter.name, sample(parameter)]);
	const query = () => new URLSearchParams(pairs('query'));
	const form = () => new URLSearchParams(pairs('formData'));
	const changed = (parameter: ContractParameter, value: string | undefined) => {
		const places = { query: query(), formData: form() };
		if (value === undefined) places[parameter.in].delete(parameter.name);
		else places[parameter.in].set(parameter.name, value);
		return checkParameters(action, places.query, places.formData);
	};

	it('accepts every declared parameter at once', () => {
		const checked = checkParameters(action, query(), form());
		expect(Object.keys('parameters' in checked ? checked.parameters : {}).sort()).toEqual(
			parameters.map(({ name }) => name).sort(),
		);
	});

	it('asks for exactly the required ones', () => {
		for (const parameter of parameters) {
			const checked = changed(parameter, undefined);
			if (parameter.required) {
				expect(checked).toMatchObject({ problem: { name: parameter.name, missing: true } });
			} else expect(checked).toHaveProperty('parameters');
		}
	});

	it('refuses wrong values of each parameter', () => {
		for (const parameter of parameters) {
			for (const value of wrongValues(parameter)) {
				expect([parameter.name, value, changed(parameter, value)]).toMatchObject([
					parameter.name,
					value,
					{ problem: { name: parameter.name, missing: false } },
				]);
			}
		}
	});

	it('refuses undeclared, repeated and misplaced parameters', () => {
		const undeclared = query();
		undeclared.set('Undeclared', '1');
		expect(checkParameters(action, undeclared, form())).toMatchObject({
			problem: { name: 'Undeclared', missing: false },
		});
		const [first] = parameters.filter((parameter) => parameter.in === 'query');
		const repeated = query();
		repeated.append(first?.name, 'x');
		expect(checkParameters(action, repeated, form())).toMatchObject({ problem: { name: first?.name } });
		const [name, value] = pairs('query')[0];
		const without = query();
		without.delete(name);
		const misplaced = form();
		misplaced.set(name, value);
		expect(checkParameters(action, without, misplaced)).toMatchObject({ problem: { name, missing: true } });
	});
});

describe('lossless values', () => {
	it('keeps 18-digit ids in JSON arrays', () => {
		const query = new URLSearchParams({ TaskId: '1', Status: '0', DetailIds: '[966210030045107723,2]' });
		const checked = checkParameters('QueryAiCallDetailPage', query, new URLSearchParams());
		expect(checked).toMatchObject({ parameters: { DetailIds: [966210030045107723n, 2n] } });
	});
});
