import { z } from 'zod';
import { parameterSchema, type Parameter } from '../validator.mts';
import document from './contract.json' with { type: 'json' };

/** One declared request parameter; `values` and `enum` both list what is allowed. */
export type ContractParameter = Parameter<'query' | 'formData'> & { enum?: string[] };

/** Shape of a declared response value. */
export interface ContractResponse {
	type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
	format?: string;
	values?: string[];
	properties?: Record<string, ContractResponse>;
	items?: ContractResponse;
}

const actionSchema = z.strictObject({
	methods: z.array(z.enum(['get', 'post'])),
	schemes: z.array(z.string()),
	operationType: z.string(),
	chargeType: z.string(),
	errorCodes: z
		.record(z.array(z.strictObject({ errorCode: z.string(), errorMessage: z.string() })))
		.optional(),
	parameters: z.array(parameterSchema(['query', 'formData']) as z.ZodType<ContractParameter>),
	// the encoder of answers refuses what it does not know
	response: z.custom<ContractResponse>(),
});

/** One action of the product as the vendor's metadata declares it. */
export type ContractAction = z.infer<typeof actionSchema>;

/** The vendor's metadata of aiccs 2019-10-15: 20 actions in full and the names of all. */
export const contract = z
	.strictObject({
		product: z.string(),
		version: z.string(),
		style: z.literal('RPC'),
		directories: z.array(z.strictObject({ title: z.string(), actions: z.array(z.string()) })),
		actions: z.record(actionSchema),
	})
	.parse(structuredClone(document));

/*
 * The metadata breaks off inside GetHotlineServiceStatistics; the rest of its answer is in the official SDK
 * (aiccs-20191015 v5.4.1, GetHotlineServiceStatisticsResponseBody).
 */
const text: ContractResponse = { type: 'string' };
const { properties: answer = {} } = contract.actions.GetHotlineServiceStatistics.response;
Object.assign(answer, { Code: text, Success: text });
answer.Data.properties = { ...answer.Data.properties, Rows: text };

/** Every action name the metadata's directories list. */
export const actionNames: ReadonlySet<string> = new Set(
	contract.directories.flatMap((directory) => directory.actions),
);
