import { z } from 'zod';
import type { Clock } from './clock.mts';
import type { SandboxOptions, SandboxSettings } from './types.mts';

/** Settings as `startSandbox` and the control API take them. */
export const settingsSchema = z.strictObject({
	latencyMs: z.number().min(0).optional(),
	rate: z
		.strictObject({
			perSecond: z.number().positive(),
			burst: z.number().int().positive().optional(),
			concurrent: z.number().int().positive().optional(),
			aiccsStatus: z.union([z.literal(400), z.literal(429)]).optional(),
		})
		.nullable()
		.optional(),
	clockSpeed: z.number().min(0).optional(),
	respectCallWindows: z.boolean().optional(),
	recordBodies: z.boolean().optional(),
	maxRecorded: z.number().min(0).optional(),
	recordingTtlSeconds: z.number().min(0).optional(),
	receipts: z
		.strictObject({
			url: z.string().url(),
			events: z.array(z.string()).min(1),
			batch: z.number().int().positive().optional(),
		})
		.nullable()
		.optional(),
	retryScheduleMs: z.array(z.number().min(0)).nullable().optional(),
});

/** The settings in force; `clockSpeed` is the clock's. Throws on values outside the schema. */
export function settingsFrom(options: SandboxOptions, clock: Clock): SandboxSettings {
	const settings: SandboxSettings = {
		latencyMs: 0,
		rate: null,
		respectCallWindows: false,
		recordBodies: true,
		maxRecorded: Number.POSITIVE_INFINITY,
		recordingTtlSeconds: 7 * 24 * 3600,
		receipts: null,
		retryScheduleMs: null,
		get clockSpeed() {
			return clock.speed;
		},
		set clockSpeed(speed: number) {
			clock.speed = speed;
		},
	};
	const given = Object.entries(options).filter(([name]) => name in settingsSchema.shape);
	applySettings(settings, Object.fromEntries(given));
	return settings;
}

/** Changes what `changes` names. */
export function applySettings(settings: SandboxSettings, changes: unknown): void {
	const checked = settingsSchema.parse(changes);
	for (const [name, value] of Object.entries(checked)) {
		if (value !== undefined) Object.assign(settings, { [name]: value });
	}
}
