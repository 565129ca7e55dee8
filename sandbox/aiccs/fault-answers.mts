import { parseLossless, stringifyLossless } from '../json.mts';
import type { FaultRule, VendorAnswer } from '../types.mts';
import { gatewayError, gatewayErrorXml } from './gateway-error.mts';
import { businessFailure } from './response.mts';

/** A success that says less than was asked for: false, fewer rows, or no Data at all. */
function partly(accepted: VendorAnswer): VendorAnswer {
	const body = parseLossless(String(accepted.body));
	if (typeof body !== 'object' || body === null) return accepted;
	const { Data: data, ...rest } = body as Record<string, unknown>;
	if (typeof data === 'boolean') return { ...accepted, body: stringifyLossless({ ...rest, Data: false }) };
	if (typeof data === 'object' && data !== null && 'List' in data && Array.isArray(data.List)) {
		const List = data.List.slice(0, Math.floor(data.List.length / 2));
		return { ...accepted, body: stringifyLossless({ ...rest, Data: { ...data, List } }) };
	}
	return { ...accepted, body: stringifyLossless(rest) };
}

/** The body of a fault in the vendor's own form. */
export function faultAnswer(rule: FaultRule, action: string, accepted?: VendorAnswer): VendorAnswer {
	const { status, code, message } = rule;
	switch (rule.kind) {
		case 'unauthorized':
			return gatewayError(
				status ?? 404,
				code ?? 'InvalidAccessKeyId.NotFound',
				message ?? 'Specified access key is not found.',
			);
		case 'forbidden':
			return gatewayError(
				status ?? 403,
				code ?? 'NoPermission',
				message ?? 'You are not authorized to do this action.',
			);
		case 'xml-error':
			return gatewayErrorXml(
				status ?? 500,
				code ?? 'InternalError',
				message ?? 'The request processing has failed.',
			);
		case 'business-error':
			return businessFailure(action, code ?? 'ParameterError', message ?? '参数错误');
		case 'system-error':
			return businessFailure(action, code ?? 'isp.SYSTEM_ERROR', message ?? '系统异常');
		case 'partial':
			return accepted ? partly(accepted) : gatewayError(500, 'InternalError', 'Nothing was accepted.');
		default: {
			const unavailable = status === 503;
			return gatewayError(
				status ?? 500,
				code ?? (unavailable ? 'ServiceUnavailable' : 'InternalError'),
				message ?? (unavailable ? 'The service is unavailable.' : 'The request processing has failed.'),
			);
		}
	}
}
