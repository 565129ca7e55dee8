import type { VendorName } from './types.mts';

export type LedgerKind = 'task' | 'number' | 'call' | 'change' | 'customer';

/** Something a vendor accepted; `key` says what counts as the same thing twice. */
export interface LedgerEntry {
	vendor: VendorName;
	kind: LedgerKind;
	/** AICCS action or Yunfu route that accepted it */
	action: string;
	/** e.g. `<taskId>/<number>`; entries of a kind with the same key are duplicates */
	key: string;
	/** simulated epoch ms */
	at: number;
	taskId?: string;
	number?: string;
	outId?: string;
	batchId?: string;
	detailId?: string;
	callId?: string;
	name?: string;
}

export interface LedgerDuplicate {
	vendor: VendorName;
	kind: LedgerKind;
	key: string;
	times: number;
}

/** What was accepted, whether or not the caller got the answer. */
export class Ledger {
	private list: LedgerEntry[] = [];
	private readonly times = new Map<string, number>();

	add(entry: LedgerEntry): void {
		this.list.push(entry);
		const id = `${entry.vendor}|${entry.kind}|${entry.key}`;
		this.times.set(id, (this.times.get(id) ?? 0) + 1);
	}

	/** Entries in the order of acceptance, all or of one kind or vendor. */
	entries(kind?: LedgerKind, vendor?: VendorName): LedgerEntry[] {
		return this.list.filter(
			(entry) =>
				(kind === undefined || entry.kind === kind) && (vendor === undefined || entry.vendor === vendor),
		);
	}

	/** How often each kind was accepted, as `{ 'aiccs.number': 12 }`. */
	counts(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const entry of this.list) {
			const name = `${entry.vendor}.${entry.kind}`;
			counts[name] = (counts[name] ?? 0) + 1;
		}
		return counts;
	}

	/** How often this very thing was accepted. */
	timesAccepted(vendor: VendorName, kind: LedgerKind, key: string): number {
		return this.times.get(`${vendor}|${kind}|${key}`) ?? 0;
	}

	/** Everything accepted more than once. */
	duplicates(kind?: LedgerKind): LedgerDuplicate[] {
		const found: LedgerDuplicate[] = [];
		for (const [id, times] of this.times) {
			if (times < 2) continue;
			const [vendor, entryKind, ...key] = id.split('|');
			if (kind !== undefined && entryKind !== kind) continue;
			found.push({ vendor: vendor as VendorName, kind: entryKind as LedgerKind, key: key.join('|'), times });
		}
		return found;
	}

	clear(): void {
		this.list = [];
		this.times.clear();
	}
}
