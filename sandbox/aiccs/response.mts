import type { VendorAnswer } from '../types.mts';
import { contract, type ContractResponse } from './contract.mts';

/** A value for the answer; ids of 18 digits are decimal strings or bigint whatever the declared type. */
export type ResponseValue =
	string | number | bigint | boolean | undefined | ResponseValue[] | { [name: string]: ResponseValue };

type Encoder = (value: ResponseValue, path: string) => string;

/**
 * Writes values as the metadata declares them: integers as bare numbers even when they arrive as decimal
 * strings, strings as strings. Throws on a field or type that the metadata does not have.
 */
function encoderFor(shape: ContractResponse): Encoder {
	switch (shape.type) {
		case 'integer':
			return (value, path) => {
				const digits = typeof value === 'object' ? JSON.stringify(value) : String(value);
				if (!/^-?\d+$/.test(digits)) throw new Error(`${path} is declared integer, not ${digits}`);
				return digits;
			};
		case 'boolean':
			return (value, path) => {
				if (typeof value !== 'boolean') throw new Error(`${path} is declared boolean`);
				return String(value);
			};
		case 'array': {
			const encode = encoderFor(shape.items ?? {});
			return (value, path) => {
				if (!Array.isArray(value)) throw new Error(`${path} is declared array`);
				return `[${value.map((item) => encode(item, path)).join(',')}]`;
			};
		}
		case 'object':
			return objectEncoder(shape.properties);
		default:
			return (value, path) => {
				if (typeof value !== 'string') throw new Error(`${path} is declared string`);
				return JSON.stringify(value);
			};
	}
}

function objectEncoder(properties: Record<string, ContractResponse> | undefined): Encoder {
	if (properties === undefined) return (value) => JSON.stringify(value);
	const encoders = new Map(Object.entries(properties).map(([name, shape]) => [name, encoderFor(shape)]));
	return (value, path) => {
		if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`${path} is declared object`);
		const parts: string[] = [];
		for (const name in value) {
			const content = value[name];
			if (content === undefined) continue;
			const encode = encoders.get(name);
			if (encode === undefined) throw new Error(`${path}.${name} is not declared`);
			parts.push(`${JSON.stringify(name)}:${encode(content, `${path}.${name}`)}`);
		}
		return `{${parts.join(',')}}`;
	};
}

const encoders = new Map(
	Object.entries(contract.actions).map(([name, action]) => [name, encoderFor(action.response)]),
);

/** Stands for the id of the request; the vendor, who counts them, writes it in when the answer leaves. */
export const REQUEST_ID = '{RequestId}';

/** HTTP 200 with the given fields, in the action's declared types, and a RequestId. */
export function answer(action: string, fields: Record<string, ResponseValue>): VendorAnswer {
	const encode = encoders.get(action);
	if (encode === undefined) throw new Error(`${action} has no declared answer`);
	return { status: 200, body: encode({ RequestId: REQUEST_ID, ...fields }, action) };
}

/** The usual envelope of success. */
export function ok(action: string, data?: ResponseValue): VendorAnswer {
	return answer(action, {
		AccessDeniedDetail: 'None',
		Message: '成功',
		Data: data,
		Code: 'OK',
		Success: true,
	});
}

/** A failure of the business kind: HTTP 200, Success false, the reason in Message. */
export function businessFailure(action: string, code: string, message: string): VendorAnswer {
	const declared = contract.actions[action]?.response.properties ?? {};
	const fields: Record<string, ResponseValue> = { RequestId: REQUEST_ID, Code: code };
	fields['Mesage' in declared ? 'Mesage' : 'Message'] = message;
	if ('Success' in declared) fields.Success = declared.Success?.type === 'string' ? 'false' : false;
	if ('Result' in declared) fields.Result = false;
	const encode = encoders.get(action);
	return {
		status: 200,
		body: encode ? encode(fields, action) : JSON.stringify({ ...fields, Success: false }),
	};
}
