import type { FaultRule, VendorAnswer } from '../types.mts';
import { fail, json } from './answers.mts';

/** The bodies of faults; a gateway in front of the vendor would answer XML or HTML instead of the envelope. */
export function faultAnswer(rule: FaultRule, _action: string, accepted?: VendorAnswer): VendorAnswer {
	switch (rule.kind) {
		case 'unauthorized':
			return fail(401, rule.message ?? 'Unauthenticated.', rule.status ?? 401);
		case 'forbidden':
			return fail(403, rule.message ?? '没有权限', rule.status ?? 403);
		case 'xml-error':
			return {
				status: rule.status ?? 502,
				headers: { 'content-type': 'application/xml' },
				body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${rule.code ?? 'BadGateway'}</Code><Message>${rule.message ?? 'Bad Gateway'}</Message></Error>`,
			};
		case 'business-error':
			return refusal(rule, 422, '操作失败');
		case 'system-error':
			return refusal(rule, 500, '服务器错误');
		case 'partial':
			return withoutData(accepted);
		default: {
			const status = rule.status ?? 500;
			return fail(status, rule.message ?? 'Server Error', status);
		}
	}
}

/** A refusal inside HTTP 200. */
const refusal = ({ code, message }: FaultRule, usualCode: number, usualMessage: string): VendorAnswer =>
	json(200, {
		code: /^-?\d+$/.test(code ?? '') ? Number(code) : (code ?? usualCode),
		status: 'error',
		message: message ?? usualMessage,
		data: [],
	});

/** A success that lost its data. */
function withoutData(accepted: VendorAnswer | undefined): VendorAnswer {
	if (accepted === undefined || typeof accepted.body !== 'string') return fail(500, 'Server Error', 500);
	const envelope = JSON.parse(accepted.body) as Record<string, unknown>;
	delete envelope['data'];
	return json(accepted.status, envelope);
}
