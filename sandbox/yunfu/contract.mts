import { z } from 'zod';
import { parameterSchema, type Parameter as AnyParameter } from '../validator.mts';
import table from './contract.json' with { type: 'json' };

export type { Property, Shape } from '../validator.mts';
export type Place = 'path' | 'query' | 'body';
export type Parameter = AnyParameter<Place>;

const endpointSchema = z.strictObject({
	key: z.string(),
	section: z.string(),
	method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
	path: z.string(),
	alsoPath: z.string().optional(),
	title: z.string(),
	titleZh: z.string(),
	source: z.array(z.string()),
	completeness: z.enum(['complete', 'parameters', 'partial']),
	generation: z.enum(['new', 'legacy']).optional(),
	unauthenticated: z.boolean().optional(),
	rules: z.array(z.string()).optional(),
	errors: z.record(z.string()).optional(),
	note: z.string().optional(),
	contradiction: z.string().optional(),
	parameters: z.array(parameterSchema(['path', 'query', 'body'])),
	response: z.strictObject({
		basis: z.enum(['sample', 'partial', 'inferred']),
		message: z.string().optional(),
		data: z.unknown(),
		body: z.unknown(),
		meta: z.record(z.string()).optional(),
		inferred: z.array(z.string()).optional(),
	}),
});

export type Endpoint = z.infer<typeof endpointSchema>;

/** What Yunfu's documents say: `about` in contract.json explains the members. */
export const contract = z
	.object({
		enums: z.record(z.record(z.union([z.string(), z.array(z.number())]))),
		endpoints: z.array(endpointSchema),
	})
	.parse(table);

/** The text of a code in one of the documents' lists, such as `numberStatus`; empty for a code that is not in it. */
export function textOf(list: string, code: number): string {
	return String(contract.enums[list][code] ?? '');
}
