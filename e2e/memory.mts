import { readFileSync, writeFileSync } from 'node:fs';

function statusOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
	const kb = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Math.round(Number(kb) / 1024);
}

/** Resident memory of a process, MB. */
export const residentMb = (pid: number): number => statusOf(pid, 'VmRSS');

/** The most resident memory a process has had since it began or since `forgetPeak`, MB. */
export const peakMb = (pid: number): number => statusOf(pid, 'VmHWM');

export function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
