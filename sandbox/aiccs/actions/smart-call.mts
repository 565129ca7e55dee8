import type { VendorDecision } from '../../types.mts';
import { contract } from '../contract.mts';
import type { EngineCall } from '../engine-calls.mts';
import { gatewayError } from '../gateway-error.mts';
import type { ParameterReader } from '../parameters.mts';
import { answer } from '../response.mts';
import { invalid, refuse, type Action, type ActionContext } from './action.mts';

/** ApplicationCode values that make LlmSmartCall answer its documented errors. */
export const MAGIC_APPLICATION_CODES: Record<string, string> = {
	'SANDBOX-MODEL-STATUS-INVALID': 'ModelStatus.Invalid',
	'SANDBOX-APPLICATION-INVALID': 'InvalidParameter.ApplicationCode',
	'SANDBOX-MODEL-NOT-EXIST': 'ModelNotExist',
};

/** A documented error of the action, with the metadata's own text. */
export function documentedError(action: string, code: string): VendorDecision {
	for (const [status, errors] of Object.entries(contract.actions[action]?.errorCodes ?? {})) {
		const error = errors.find((candidate) => candidate.errorCode === code);
		if (error) return refuse(gatewayError(Number(status), code, error.errorMessage));
	}
	throw new Error(`${action} does not document ${code}`);
}

function place(parameters: ParameterReader, context: ActionContext, callee: string): EngineCall {
	const { state, ledger, now, action } = context;
	const name = parameters.object('StartWordParam')?.name ?? parameters.object('PromptParam')?.name;
	const outId = parameters.text('OutId');
	const call = state.engineCalls.place(
		{
			caller: parameters.text('CallerNumber') ?? '',
			callee,
			applicationCode: parameters.required('ApplicationCode'),
			outId,
			...(typeof name === 'string' && { name }),
		},
		now,
	);
	ledger.add({
		vendor: 'aiccs',
		kind: 'call',
		action,
		key: outId === undefined ? callee : `${callee}/${outId}`,
		at: now,
		number: callee,
		outId,
		callId: call.callId,
	});
	return call;
}

function rangeProblem(
	parameters: ParameterReader,
	limits: Record<string, [number, number]>,
): VendorDecision | undefined {
	for (const [name, [min, max]] of Object.entries(limits)) {
		const value = parameters.number(name);
		if (value !== undefined && (value < min || value > max))
			return invalid(name, `must be from ${min} to ${max}`);
	}
	return undefined;
}

/** LlmSmartCall: dials at once; CallId is at the top level of the answer. */
export const smartCall: Action = (parameters, context) => {
	const { action } = context;
	if (parameters.text('CallerNumber') === undefined)
		return documentedError(action, 'MissingParameter.CallerNumber');
	const magic = MAGIC_APPLICATION_CODES[parameters.required('ApplicationCode')];
	if (magic !== undefined) return documentedError(action, magic);
	const problem = rangeProblem(parameters, { TtsSpeed: [-200, 200], TtsVolume: [0, 100] });
	if (problem) return problem;
	if (!/^\d*$/.test(parameters.text('Extension') ?? '')) return invalid('Extension', 'must be digits');
	return {
		accept: () => {
			const call = place(parameters, context, parameters.required('CalledNumber'));
			return answer(action, { Code: 'OK', Message: 'OK', CallId: call.callId });
		},
	};
};

/** LlmSmartCallEncrypt: as LlmSmartCall with an encrypted callee; Code is lower-case and CallId in Data. */
export const smartCallEncrypt: Action = (parameters, context) => ({
	accept: () => {
		const call = place(parameters, context, parameters.required('EncryptCalledNumber'));
		return answer(context.action, {
			AccessDeniedDetail: 'None',
			Message: '成功',
			Data: { CallId: call.callId },
			Code: 'ok',
			Success: true,
		});
	},
});
