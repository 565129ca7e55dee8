import type { Ledger } from '../../ledger.mts';
import type { SandboxSettings, VendorAnswer, VendorDecision } from '../../types.mts';
import { gatewayError } from '../gateway-error.mts';
import type { ParameterReader } from '../parameters.mts';
import { businessFailure } from '../response.mts';
import type { AiccsState, CallTask } from '../state.mts';

/** What an action can use. */
export interface ActionContext {
	/** its name */
	action: string;
	state: AiccsState;
	ledger: Ledger;
	settings: SandboxSettings;
	origin: string;
	/** simulated epoch ms */
	now: number;
}

/** One action: its own checks beyond the metadata, then the change of state and the answer. */
export type Action = (parameters: ParameterReader, context: ActionContext) => VendorDecision;

export function refuse(refusal: VendorAnswer): VendorDecision {
	return { refuse: refusal };
}

/** HTTP 400 Missing<Name>. */
export function missing(name: string): VendorDecision {
	return refuse(gatewayError(400, `Missing${name}`, `${name} is mandatory for this action.`));
}

/** HTTP 400 InvalidParameter.<Name>. */
export function invalid(name: string, reason: string): VendorDecision {
	const message = `The specified parameter "${name}" is invalid: ${reason}.`;
	return refuse(gatewayError(400, `InvalidParameter.${name}`, message));
}

/** HTTP 200 with a failing Code. */
export function failure(context: ActionContext, code: string, message: string): VendorDecision {
	return refuse(businessFailure(context.action, code, message));
}

/** Runs `next` with the task, or refuses because there is none. */
export function withTask(
	parameters: ParameterReader,
	context: ActionContext,
	next: (task: CallTask) => VendorDecision,
): VendorDecision {
	const task = context.state.tasks.get(parameters.required('TaskId'));
	return task ? next(task) : failure(context, 'TASK_NOT_EXIST', '任务不存在');
}
