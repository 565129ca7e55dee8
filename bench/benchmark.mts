import { ContenderProcess, type Job, type Outcome, type Place } from './contender.mts';
import type { ServerProcess, ServerReport, ServerSettings } from './serverProcess.mts';
import type { Target } from './report.mts';

export interface BenchmarkContext {
	/** A small version, to see that all works. */
	quick: boolean;
	/** Runs all contenders that need no process of their own: starting n8n-core takes longer than a small run. */
	shared?: ContenderProcess;
	server: ServerProcess;
	/** How many items, where somebody asked for another count than what is measured for the record. */
	count?: number;
	progress: (text: string) => void;
}

export interface BenchmarkResult {
	name: string;
	/** What is measured, in a sentence. */
	title: string;
	head: string[];
	rows: string[][];
	targets: Target[];
	notes: string[];
	/** All single measurements. */
	data: unknown;
	/** Files to write beside the results, by name. */
	files?: Record<string, string>;
}

export interface Benchmark {
	name: string;
	run: (context: BenchmarkContext) => Promise<BenchmarkResult>;
}

export interface Sample extends Outcome {
	server: ServerReport;
}

interface Round {
	place: Place;
	label: string;
	job: Omit<Job, 'endpoint'>;
}

interface Plan {
	contenders: Round[];
	rounds: number;
	settings: Partial<ServerSettings>;
	/** Page size of answers that the server writes before the clock runs. */
	warm?: number;
	/** A process for each run instead of one for all rounds: what memory is measured with. */
	fresh?: boolean;
	/** Runs before the rounds that are not counted, of this many items. */
	warmUp?: number;
	/** @throws Error when a run did not do its work */
	check: (sample: Sample, label: string) => void;
}

/** Runs contenders in turns, each in its own process, and gives the samples of each by its label. */
export async function inRounds(
	{ server, progress, shared }: BenchmarkContext,
	{ contenders, rounds, settings, warm, fresh = false, warmUp, check }: Plan,
): Promise<Map<string, Sample[]>> {
	const samples = new Map<string, Sample[]>(contenders.map(({ label }) => [label, []]));
	const processes = new Map<string, ContenderProcess>();
	const processOf = ({ label }: Round): ContenderProcess => {
		if (shared && !fresh) return shared;
		const known = processes.get(label);
		if (known) return known;
		const made = new ContenderProcess();
		processes.set(label, made);
		return made;
	};
	const run = async (contender: Round, count: number): Promise<Sample> => {
		await server.prepare(settings, warm);
		const job = { endpoint: server.endpoint, ...contender.job, count };
		const sample = {
			...(await processOf(contender).run(contender.place, job)),
			server: await server.report(),
		};
		if (fresh) {
			processes.get(contender.label)?.stop();
			processes.delete(contender.label);
		}
		return sample;
	};
	try {
		if (warmUp !== undefined) {
			for (const contender of contenders) await run(contender, Math.min(warmUp, contender.job.count));
		}
		for (let round = 1; round <= rounds; round++) {
			for (const contender of contenders) {
				const sample = await run(contender, contender.job.count);
				check(sample, contender.label);
				samples.get(contender.label)?.push(sample);
				progress(`round ${round}/${rounds}  ${contender.label}  ${(sample.ms / 1000).toFixed(2)} s`);
			}
		}
	} finally {
		for (const child of processes.values()) child.stop();
	}
	return samples;
}

/** @throws Error that says what a run did not do */
export function must(condition: boolean, label: string, what: string, sample: Sample): void {
	if (condition) return;
	throw new Error(`${label}: ${what}\n${JSON.stringify(sample, null, 1)}`);
}
