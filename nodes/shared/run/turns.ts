import { sleep } from 'n8n-workflow';

/** Longest time that nothing else of the process gets a turn. */
const LONGEST_TURN_MS = 20;

/** Lets everything else in the process have its turn when this one has lasted long enough. */
export function turns(): () => Promise<void> | undefined {
	let begin = performance.now();
	return () => {
		if (performance.now() - begin < LONGEST_TURN_MS) return undefined;
		return sleep(0).then(() => {
			begin = performance.now();
		});
	};
}
