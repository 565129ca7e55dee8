import { stringifyLossless } from '../json.mts';
import type { Values } from '../validator.mts';

/** Reads checked parameters; int64 values that are ids come out as decimal strings. */
export class ParameterReader {
	constructor(private readonly values: Values) {}

	text(name: string): string | undefined {
		const value = this.values[name];
		if (value === undefined || typeof value === 'string') return value;
		return typeof value === 'object' ? stringifyLossless(value) : String(value);
	}

	/** A parameter that the schema requires. */
	required(name: string): string {
		const value = this.text(name);
		if (value === undefined) throw new Error(`${name} is not required by the contract`);
		return value;
	}

	number(name: string): number | undefined {
		const value = this.values[name];
		return value === undefined ? undefined : Number(value);
	}

	integer(name: string): bigint | undefined {
		const value = this.values[name];
		return typeof value === 'bigint' ? value : undefined;
	}

	flag(name: string): boolean | undefined {
		const value = this.values[name];
		return typeof value === 'boolean' ? value : undefined;
	}

	/** Elements as text. */
	list(name: string): string[] | undefined {
		const value = this.values[name];
		return Array.isArray(value) ? value.map(String) : undefined;
	}

	rows(name: string): Array<Record<string, unknown>> | undefined {
		const value = this.values[name];
		const isRow = (row: unknown): row is Record<string, unknown> => typeof row === 'object' && row !== null;
		return Array.isArray(value) ? value.filter(isRow) : undefined;
	}

	object(name: string): Record<string, unknown> | undefined {
		const value = this.values[name];
		return typeof value === 'object' && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	}
}
