/**
 * One order for the fields of several lists in which each list keeps its own. Where lists contradict each other, the
 * first one wins.
 */
export function mergeOrders<T>(lists: T[][]): T[] {
	const waiting = new Set(lists.flat());
	const before = new Map<T, Set<T>>([...waiting].map((entry) => [entry, new Set()]));
	for (const list of lists) {
		for (const [index, entry] of list.slice(1).entries()) before.get(entry)?.add(list[index]);
	}
	const ordered: T[] = [];
	while (waiting.size > 0) {
		const entries = [...waiting];
		const next = entries.find((entry) => ![...(before.get(entry) ?? [])].some((other) => waiting.has(other)));
		const taken = next ?? entries[0];
		waiting.delete(taken);
		ordered.push(taken);
	}
	return ordered;
}
