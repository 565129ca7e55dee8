import type {
	FaultRule,
	SandboxSettings,
	Vendor,
	VendorAnswer,
	VendorContext,
	VendorDecision,
	VendorRequest,
} from '../types.mts';
import { RequestIds } from '../ids.mts';
import { actions } from './actions/index.mts';
import { invalid, missing } from './actions/action.mts';
import { actionNames, contract } from './contract.mts';
import { faultAnswer } from './fault-answers.mts';
import { gatewayError } from './gateway-error.mts';
import { ParameterReader } from './parameters.mts';
import { checkParameters } from './request-schema.mts';
import { REQUEST_ID } from './response.mts';
import { SignatureChecker, type AccessKey } from './signature.mts';
import { AiccsState } from './state.mts';
import { seedWorld } from './world.mts';

/** The one pair of keys that works, and temporary credentials. */
export const ACCESS_KEY: AccessKey = {
	accessKeyId: 'LTAI5tSandboxKeyId',
	accessKeySecret: 'SandboxAccessKeySecret0123456789',
};
export const STS_KEY: Required<AccessKey> = {
	accessKeyId: 'STS.SandboxTemporaryKeyId',
	accessKeySecret: 'SandboxTemporarySecret0123456789',
	securityToken: 'CAISSandboxSecurityToken==',
};

const FORM = 'application/x-www-form-urlencoded';

/** Form parameters of the body, or undefined when the body is something else. */
function formOf(request: VendorRequest): URLSearchParams | undefined {
	if (request.rawBody.length === 0) return new URLSearchParams();
	const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	return type === FORM ? new URLSearchParams(request.body) : undefined;
}

function actionOf(request: VendorRequest): string {
	return request.headers['x-acs-action'] ?? '';
}

/** A documented action without a full description here: says OK and gives the parameters back. */
function echo(request: VendorRequest, form: URLSearchParams): VendorDecision {
	const data = { ...Object.fromEntries(request.query), ...Object.fromEntries(form) };
	return {
		accept: () => ({
			status: 200,
			body: JSON.stringify({
				RequestId: REQUEST_ID,
				Message: '成功',
				Data: data,
				Code: 'OK',
				Success: true,
			}),
		}),
	};
}

/** The stand-in for Alibaba Cloud AICCS 2019-10-15. */
export class AiccsVendor implements Vendor {
	readonly name = 'aiccs';
	state: AiccsState;
	private readonly signatures = new SignatureChecker([ACCESS_KEY, STS_KEY]);
	private readonly settings: SandboxSettings;
	private requestIds: RequestIds;

	constructor(
		private readonly context: VendorContext,
		/** called with every fresh state, so that others can listen to its calls */
		private readonly onState: (state: AiccsState) => void = () => undefined,
	) {
		this.settings = context.settings;
		this.requestIds = new RequestIds(context.seed);
		this.state = this.freshState();
	}

	owns(path: string): boolean {
		return path === '/';
	}

	identify(request: VendorRequest): string {
		return actionOf(request);
	}

	check(request: VendorRequest): VendorDecision {
		const decision = this.decide(request);
		if ('refuse' in decision) return { refuse: this.withId(decision.refuse) };
		return { accept: () => this.withId(decision.accept()) };
	}

	private decide(request: VendorRequest): VendorDecision {
		const refusal = this.refuseRequest(request);
		if (refusal) return { refuse: refusal };
		const action = actionOf(request);
		const form = formOf(request);
		if (form === undefined) {
			return { refuse: gatewayError(415, 'UnsupportedMediaType', `The body must be ${FORM}.`) };
		}
		const act = actions[action];
		if (act === undefined) return echo(request, form);
		const checked = checkParameters(action, request.query, form);
		if ('problem' in checked) {
			const { name, missing: absent, reason } = checked.problem;
			return absent ? missing(name) : invalid(name, reason);
		}
		this.state.advance(request.now);
		return act(new ParameterReader(checked.parameters), {
			action,
			state: this.state,
			ledger: this.context.ledger,
			settings: this.settings,
			origin: request.origin,
			now: request.now,
		});
	}

	throttled(retryAfterMs: number): VendorAnswer {
		return this.withId(
			gatewayError(
				this.settings.rate?.aiccsStatus ?? 400,
				'Throttling.User',
				'Request was denied due to user flow control.',
				{ 'x-acs-retry-after': String(retryAfterMs) },
			),
		);
	}

	faultAnswer(rule: FaultRule, action: string, accepted?: VendorAnswer): VendorAnswer {
		return this.withId(faultAnswer(rule, action, accepted));
	}

	reset(): void {
		this.signatures.reset();
		this.requestIds = new RequestIds(this.context.seed);
		this.state = this.freshState();
	}

	private withId(answer: VendorAnswer): VendorAnswer {
		return { ...answer, body: String(answer.body).replaceAll(REQUEST_ID, this.requestIds.next()) };
	}

	private freshState(): AiccsState {
		const state = new AiccsState(this.context.seed, this.settings);
		seedWorld(state, this.context.clock.now());
		this.onState(state);
		return state;
	}

	private refuseRequest(request: VendorRequest): VendorAnswer | undefined {
		const action = actionOf(request);
		if (action === '') return gatewayError(400, 'MissingAction', 'Action is mandatory for this request.');
		if (request.headers['x-acs-version'] !== contract.version) {
			return gatewayError(
				404,
				'InvalidApi.NotFound',
				'Specified api is not found, please check your url and version.',
			);
		}
		if (!actionNames.has(action)) {
			return gatewayError(
				404,
				'InvalidAction.NotFound',
				'Specified api is not found, please check your url and method.',
			);
		}
		const methods: string[] = contract.actions[action]?.methods ?? ['get', 'post'];
		if (!methods.includes(request.method.toLowerCase())) {
			return gatewayError(400, 'UnsupportedHTTPMethod', 'This http method is not supported.');
		}
		return this.signatures.refuse(request);
	}
}
