import table from './contract.json' with { type: 'json' };

export type Place = 'path' | 'query' | 'body';

/** The type of a value and its documented limits; `parameter` in contract.json explains the members. */
export interface Shape {
	type?: 'string' | 'integer' | 'boolean' | 'array' | 'object';
	enum?: Array<string | number>;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	minItems?: number;
	maxItems?: number;
	uniqueItems?: boolean;
	format?: 'date-time' | 'HH:mm' | 'HH:mm:ss';
	ranges?: Array<[string, string]>;
	alsoAccepts?: Array<'0/1' | 'digits' | 'array' | 'number'>;
	items?: Shape;
	properties?: Property[];
	anyOf?: Shape[];
}

export interface Property extends Shape {
	name: string;
	required: boolean;
	description: string;
	default?: number;
	when?: Record<string, number[]>;
	requiredWhen?: Record<string, number[]>;
	contradiction?: string;
}

export interface Parameter extends Property {
	in: Place;
	alsoIn?: Place[];
}

export interface Endpoint {
	key: string;
	section: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	alsoPath?: string;
	title: string;
	titleZh: string;
	source: string[];
	completeness: 'complete' | 'parameters' | 'partial';
	generation?: 'new' | 'legacy';
	unauthenticated?: boolean;
	rules?: string[];
	errors?: Record<string, string>;
	note?: string;
	contradiction?: string;
	parameters: Parameter[];
	response: {
		basis: 'sample' | 'partial' | 'inferred';
		message?: string;
		data?: unknown;
		body?: unknown;
		meta?: Record<string, string>;
		inferred?: string[];
	};
}

export interface Contract {
	enums: Record<string, Record<string, string | number[]>>;
	endpoints: Endpoint[];
}

export const contract = table as unknown as Contract;

/** The endpoint with this key of contract.json. */
export function endpoint(key: string): Endpoint {
	const found = contract.endpoints.find((candidate) => candidate.key === key);
	if (found === undefined) throw new Error(`contract.json has no endpoint "${key}"`);
	return found;
}
