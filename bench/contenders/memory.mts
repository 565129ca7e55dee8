import type { Contender, Job, Measured } from '../contender.mts';
import { contenders as detailContenders } from './details.mts';
import { contenders as importContenders } from './import.mts';

/** Imports, then reads, in one process. */
async function both(job: Job, write: Contender, read: Contender): Promise<Measured> {
	const imported = await write(job);
	const details = await read(job);
	return { ms: imported.ms + details.ms, output: details.output, error: imported.error ?? details.error };
}

export const contenders = {
	node: async (job) => await both(job, importContenders.node, detailContenders.node),
	request: async (job) => await both(job, importContenders.batches, detailContenders.pagination),
} satisfies Record<string, Contender>;
