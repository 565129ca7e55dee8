import { z } from 'zod';
import document from './contract.json' with { type: 'json' };

const itemSchema = z.strictObject({
	type: z.enum(['string', 'integer', 'object']),
	format: z.string().optional(),
	values: z.array(z.string()).optional(),
});

const parameterSchema = z.strictObject({
	name: z.string(),
	in: z.enum(['query', 'formData']),
	type: z.enum(['string', 'integer', 'boolean', 'array', 'object']),
	format: z.enum(['int32', 'int64']).optional(),
	style: z.enum(['json', 'simple']).optional(),
	required: z.boolean().optional(),
	default: z.string().optional(),
	values: z.array(z.string()).optional(),
	enum: z.array(z.string()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	maxLength: z.number().optional(),
	items: itemSchema.optional(),
});

/** One declared request parameter; `values` and `enum` both list what is allowed. */
export type ContractParameter = z.infer<typeof parameterSchema>;

/** Shape of a declared response value. */
export interface ContractResponse {
	type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
	format?: string;
	values?: string[];
	properties?: Record<string, ContractResponse>;
	items?: ContractResponse;
}

const responseSchema: z.ZodType<ContractResponse> = z.lazy(() =>
	z.strictObject({
		type: z.enum(['object', 'array', 'string', 'integer', 'boolean']).optional(),
		format: z.string().optional(),
		values: z.array(z.string()).optional(),
		properties: z.record(responseSchema).optional(),
		items: responseSchema.optional(),
	}),
);

const actionSchema = z.strictObject({
	methods: z.array(z.enum(['get', 'post'])),
	schemes: z.array(z.string()),
	operationType: z.string(),
	chargeType: z.string(),
	errorCodes: z
		.record(z.array(z.strictObject({ errorCode: z.string(), errorMessage: z.string() })))
		.optional(),
	parameters: z.array(parameterSchema),
	response: responseSchema,
});

/** One action of the product as the vendor's metadata declares it. */
export type ContractAction = z.infer<typeof actionSchema>;

const declared = z
	.strictObject({
		product: z.string(),
		version: z.string(),
		style: z.literal('RPC'),
		directories: z.array(z.strictObject({ title: z.string(), actions: z.array(z.string()) })),
		actions: z.record(actionSchema),
	})
	.parse(document);

/**
 * The metadata breaks off inside GetHotlineServiceStatistics; the rest of its answer is in the official SDK
 * (aiccs-20191015 v5.4.1, GetHotlineServiceStatisticsResponseBody).
 */
function withMissingAnswerFields(actions: Record<string, ContractAction>): Record<string, ContractAction> {
	const statistics = actions.GetHotlineServiceStatistics;
	const properties = statistics.response.properties as Record<string, ContractResponse>;
	const data = properties.Data;
	return {
		...actions,
		GetHotlineServiceStatistics: {
			...statistics,
			response: {
				type: 'object',
				properties: {
					...properties,
					Code: { type: 'string' },
					Success: { type: 'string' },
					Data: { ...data, properties: { ...data.properties, Rows: { type: 'string' } } },
				},
			},
		},
	};
}

/** The vendor's metadata of aiccs 2019-10-15: 20 actions in full and the names of all. */
export const contract = { ...declared, actions: withMissingAnswerFields(declared.actions) };

/** Every action name the metadata's directories list. */
export const actionNames: ReadonlySet<string> = new Set(
	contract.directories.flatMap((directory) => directory.actions),
);
