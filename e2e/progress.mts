const TICK_MS = 5000;

/** Adds to the line that says how a running step fares, e.g. `812 of 1,092 packages`. */
export type StatusText = () => string;

/**
 * Prints numbered steps with the elapsed time to stderr, and a line every 5 seconds while one runs,
 * so that stdout stays free for results.
 */
export class Progress {
	private readonly startedAt = Date.now();
	private done = 0;

	constructor(
		private readonly total: number,
		private readonly title: string,
	) {}

	async step<T>(name: string, work: () => Promise<T>, status?: StatusText): Promise<T> {
		this.done += 1;
		const label = `${this.title} ${this.done}/${this.total}  ${name}`;
		const stepStartedAt = Date.now();
		this.print(`${label} …`);
		const timer = setInterval(() => {
			const text = status?.() ?? '';
			this.print(`${label} … ${text === '' ? 'still working' : text}`);
		}, TICK_MS);
		try {
			const result = await work();
			this.print(`${label} … done in ${((Date.now() - stepStartedAt) / 1000).toFixed(1)} s`);
			return result;
		} finally {
			clearInterval(timer);
		}
	}

	private print(text: string): void {
		const seconds = Math.round((Date.now() - this.startedAt) / 1000);
		process.stderr.write(`[${String(seconds).padStart(4)} s] ${text}\n`);
	}
}
