import type { FaultKind, FaultRule, VendorName, VendorRequest } from './types.mts';

/** Kinds that strike before the vendor accepts: nothing changes on its side. */
export const BEFORE_ACCEPTING: ReadonlySet<FaultKind> = new Set([
	'throttle',
	'reset-before',
	'status-before',
	'unauthorized',
	'forbidden',
	'xml-error',
	'html',
	'business-error',
	'system-error',
]);

/** Kinds whose body the vendor writes: Vendor.faultAnswer. */
export const VENDOR_FAULT_KINDS: ReadonlySet<FaultKind> = new Set([
	'status-before',
	'status-after',
	'unauthorized',
	'forbidden',
	'xml-error',
	'business-error',
	'system-error',
	'partial',
]);

interface ActiveRule {
	rule: FaultRule;
	seen: number;
	left: number;
}

/** The faults in force, oldest first; a request meets at most one. */
export class Faults {
	private active: ActiveRule[] = [];

	add(rule: FaultRule): void {
		this.active.push({ rule, seen: 0, left: rule.times ?? 1 });
	}

	clear(): void {
		this.active = [];
	}

	/** The rule that strikes this request, which uses it up once. */
	strike(vendor: VendorName | 'recording', action: string, request: VendorRequest): FaultRule | undefined {
		let struck: ActiveRule | undefined;
		for (const candidate of this.active) {
			const { match } = candidate.rule;
			if (match.vendor !== undefined && match.vendor !== vendor) continue;
			if (match.action !== undefined && match.action !== action) continue;
			if (match.predicate !== undefined && !match.predicate(request)) continue;
			candidate.seen += 1;
			if (match.nth !== undefined && candidate.seen !== match.nth) continue;
			if (candidate.left > 0) struck ??= candidate;
		}
		if (struck === undefined) return undefined;
		struck.left -= 1;
		return struck.rule;
	}
}
