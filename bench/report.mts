import { cpus } from 'node:os';

import type { BenchmarkResult } from './benchmark.mts';

export interface Target {
	/** E.g. `time of undici`. */
	text: string;
	value: number;
	/** Unit of the value, e.g. `×`. */
	unit: string;
	atMost?: number;
	atLeast?: number;
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median over rounds of one contender's measure to another's in the same round: what slows both falls out. */
export function ratio<T>(of: T[], to: T[], measure: (sample: T) => number): number {
	return median(of.map((sample, round) => measure(sample) / measure(to[round])));
}

export const reached = ({ value, atMost, atLeast }: Target): boolean =>
	(atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);

const digits = (value: number) =>
	value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export const seconds = (ms: number) => `${digits(ms / 1000)} s`;
export const times = (value: number) => `${digits(value)} ×`;

export function targetText(target: Target): string {
	const { text, value, unit, atMost, atLeast } = target;
	const wanted = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
	return `${reached(target) ? '✓' : '✗'} ${digits(value)} ${unit} ${text} (to reach: ${wanted})`;
}

function table(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function resultText({ name, title, head, rows, targets, notes }: BenchmarkResult): string {
	return [
		`### ${name}`,
		title,
		table(head, rows),
		...(targets.length > 0 ? [targets.map((target) => `- ${targetText(target)}`).join('\n')] : []),
		...notes,
	].join('\n\n');
}

export function resultsText(results: BenchmarkResult[], command: string, rounds: string): string {
	const [{ model }] = cpus();
	return [
		'## Speed and size',
		`\`${command}\`: Node ${process.versions.node}, ${cpus().length} × ${model.trim()}. ${rounds} Ratios are medians over rounds. The server is [server.mts](server.mts), the same for all; what each run got through is counted there.`,
		...results.map(resultText),
	].join('\n\n');
}
