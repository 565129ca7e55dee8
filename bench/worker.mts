import type { Contender, Job, Outcome } from './contender.mts';

/** A process of one contender: it stays for all rounds, so that every round but the first finds its code warm. */
process.on('message', ({ file, name, job }: { file: string; name: string; job: Job }) => {
	void (async () => {
		const { contenders } = (await import(`./contenders/${file}.mts`)) as {
			contenders: Record<string, Contender>;
		};
		const outcome = await contenders[name](job);
		const answer: Outcome = { ...outcome, peakRssMb: process.resourceUsage().maxRSS / 1024 };
		process.send?.({ outcome: answer });
	})().catch((error: unknown) => {
		process.send?.({ failed: error instanceof Error ? error.stack : String(error) });
	});
});
process.on('disconnect', () => process.exit());
