const MAX_TIMER_MS = 1 << 30;

/** The simulated clock: runs `speed` times as fast as real time and can be moved ahead. */
export class Clock {
	private anchorReal: number;
	private anchorSimulated: number;
	private factor: number;
	private readonly listeners = new Set<() => void>();

	constructor(
		speed: number,
		private readonly realNow: () => number = Date.now,
	) {
		this.anchorReal = realNow();
		this.anchorSimulated = this.anchorReal;
		this.factor = speed;
	}

	/** Simulated time, epoch ms. */
	now(): number {
		return Math.floor(this.anchorSimulated + (this.realNow() - this.anchorReal) * this.factor);
	}

	get speed(): number {
		return this.factor;
	}

	set speed(speed: number) {
		this.anchorSimulated = this.now();
		this.anchorReal = this.realNow();
		this.factor = speed;
		this.tell();
	}

	/** Moves the clock ahead by simulated seconds and tells those who wait. */
	advance(seconds: number): void {
		if (!(seconds >= 0)) throw new Error('The clock only moves ahead');
		this.anchorSimulated += seconds * 1000;
		this.tell();
	}

	/** Resolves once the clock shows `time`; rejects when `signal` aborts. */
	async until(time: number, signal: AbortSignal): Promise<void> {
		while (this.now() < time) {
			const realMs = this.factor > 0 ? Math.ceil((time - this.now()) / this.factor) : MAX_TIMER_MS;
			await new Promise<void>((resolve, reject) => {
				const finish = (): void => {
					clearTimeout(timer);
					stopListening();
					signal.removeEventListener('abort', finish);
					if (signal.aborted) reject(new Error('The sandbox was stopped'));
					else resolve();
				};
				const timer = setTimeout(finish, Math.min(realMs, MAX_TIMER_MS));
				const stopListening = this.onChange(finish);
				signal.addEventListener('abort', finish);
				if (signal.aborted) finish();
			});
		}
	}

	private tell(): void {
		for (const listener of [...this.listeners]) listener();
	}

	/** Calls back when the clock jumps or changes speed; returns the function that ends it. */
	onChange(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Back to real time. */
	reset(): void {
		this.anchorReal = this.realNow();
		this.anchorSimulated = this.anchorReal;
		this.tell();
	}
}
