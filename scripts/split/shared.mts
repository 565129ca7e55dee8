/** The names of `nodes/shared/index.ts` that a platform does not use fall away, and with them the files behind them. */

const STATEMENT = /export (type )?(?:\* as (\w+)|\{([^}]*)\}) from '([^']+)';\n/g;
const USE = /(?:import|export) (?:type )?\{([^}]*)\} from '(?:\.\.\/)+shared';/g;

const namesIn = (list: string) =>
	list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/** `parse as parseExact` -> `parseExact`, `type Service` -> `Service` */
const nameOutside = (name: string) => name.split(' ').at(-1) ?? name;
/** `parse as parseExact` -> `parse` */
const nameInside = (name: string) => name.replace(/^type /, '').split(' ')[0];

/** The names that sources import or pass on from `nodes/shared`. */
export const namesImported = (sources: string[]): Set<string> =>
	new Set(
		sources.flatMap((text) => [...text.matchAll(USE)].flatMap(([, list]) => namesIn(list).map(nameInside))),
	);

/** The index with only the names wanted. */
export function indexWith(index: string, wanted: Set<string>): string {
	const rest = index.replace(STATEMENT, '').trim();
	if (rest !== '') throw new Error(`nodes/shared/index.ts has more than exports: ${rest}`);
	return index.replace(
		STATEMENT,
		(whole, type: string | undefined, all: string | undefined, list: string, from: string) => {
			if (all !== undefined) return wanted.has(all) ? whole : '';
			const left = namesIn(list).filter((name) => wanted.has(nameOutside(name)));
			return left.length > 0 ? `export ${type ?? ''}{ ${left.join(', ')} } from '${from}';\n` : '';
		},
	);
}
