import { inspect } from 'node:util';

import type { Sandbox } from '../../sandbox/index.mts';
import type { NodeRun } from '../engine/engine.mts';

/** What must stay between n8n and the platform, and whether it is anywhere in what a run leaves behind. */

/** Everything in a value: hidden properties, causes and stacks of errors included. */
const everythingIn = (value: unknown): string =>
	inspect(value, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null });

/** The secrets of both credentials, and the signatures of what was sent. */
export function secretsOf(sandbox: Sandbox): string[] {
	const signatures = sandbox.requests.flatMap(({ headers }) => {
		const { authorization } = headers as { authorization?: string };
		const signature = /Signature=([0-9a-f]{16,})/.exec(authorization ?? '')?.[1];
		return signature === undefined ? [] : [signature];
	});
	return [sandbox.aiccs.accessKeySecret, sandbox.yunfu.token, ...new Set(signatures)];
}

/** Names of a header that carries a secret, and of fields of a credential. */
const TELLING = /authorization['"]?:|ACS3-HMAC-SHA256|Bearer [\w.-]{8,}|accessKeySecret['"]?:/i;

/** Secrets in the items and the error of a run; empty when there are none. */
export function leaksIn(run: Pick<NodeRun, 'output' | 'error'>, secrets: string[]): string[] {
	const text = everythingIn({ output: run.output, error: run.error });
	const telling = TELLING.exec(text)?.[0];
	return [...secrets.filter((secret) => text.includes(secret)), ...(telling === undefined ? [] : [telling])];
}

const textsOf = (run: Pick<NodeRun, 'output' | 'error'>): string[] => {
	const error = run.error as { message: string; description?: unknown; messages?: unknown[] } | undefined;
	return [
		...run.output.map(({ json }) => json.error),
		error?.message,
		error?.description,
		...(error?.messages ?? []),
	].filter((text): text is string => typeof text === 'string');
};

/** A mobile number as people and platforms write it, with or without 86; never a part of a longer number, as ids are. */
const MOBILE = /(?<!\d)(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;

/** Whole phone numbers in the texts of errors; they end up in logs and chats. */
export function numbersTold(run: Pick<NodeRun, 'output' | 'error'>): string[] {
	return textsOf(run).filter((text) => MOBILE.test(text));
}
