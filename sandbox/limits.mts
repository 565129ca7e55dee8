import type { RateLimit, VendorName } from './types.mts';

interface Bucket {
	tokens: number;
	refilledAt: number;
	inFlight: number;
}

/** Per vendor a token bucket on real time and a cap on requests handled at once. */
export class RateLimiter {
	private readonly buckets = new Map<VendorName, Bucket>();

	constructor(private readonly now: () => number = Date.now) {}

	/**
	 * Takes a token. Returns undefined when the request may go on (call `leave` when it ends),
	 * or the ms to wait before the next attempt.
	 */
	enter(vendor: VendorName, limit: RateLimit | null): number | undefined {
		const bucket = this.bucketOf(vendor, limit);
		if (limit !== null) {
			const capacity = capacityOf(limit);
			const now = this.now();
			bucket.tokens = Math.min(
				capacity,
				bucket.tokens + ((now - bucket.refilledAt) / 1000) * limit.perSecond,
			);
			bucket.refilledAt = now;
			if (limit.concurrent !== undefined && bucket.inFlight >= limit.concurrent) return 100;
			if (bucket.tokens < 1) return Math.max(1, Math.ceil(((1 - bucket.tokens) / limit.perSecond) * 1000));
			bucket.tokens -= 1;
		}
		bucket.inFlight += 1;
		return undefined;
	}

	leave(vendor: VendorName): void {
		const bucket = this.buckets.get(vendor);
		if (bucket !== undefined && bucket.inFlight > 0) bucket.inFlight -= 1;
	}

	reset(): void {
		for (const bucket of this.buckets.values()) {
			bucket.tokens = Number.POSITIVE_INFINITY;
		}
	}

	private bucketOf(vendor: VendorName, limit: RateLimit | null): Bucket {
		let bucket = this.buckets.get(vendor);
		if (bucket === undefined) {
			bucket = {
				tokens: limit ? capacityOf(limit) : Number.POSITIVE_INFINITY,
				refilledAt: this.now(),
				inFlight: 0,
			};
			this.buckets.set(vendor, bucket);
		}
		return bucket;
	}
}

function capacityOf(limit: RateLimit): number {
	return limit.burst ?? Math.max(1, Math.floor(limit.perSecond / 5));
}
