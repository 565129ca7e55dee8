import { AiccsVendor, ACCESS_KEY, STS_KEY } from './aiccs/index.mts';
import { ReceiptPusher, type PushOptions } from './aiccs/receipt-pusher.mts';
import { isReceiptEvent, type ReceiptEvent } from './aiccs/receipts.mts';
import type { AiccsState } from './aiccs/state.mts';
import { Clock } from './clock.mts';
import { controlHandler } from './control.mts';
import { Deliveries } from './deliveries.mts';
import { Faults } from './faults.mts';
import { Ledger } from './ledger.mts';
import { SandboxServer } from './server.mts';
import { settingsFrom } from './settings.mts';
import type {
	DeliveryReport,
	RecordedRequest,
	SandboxOptions,
	SandboxSettings,
	VendorContext,
} from './types.mts';
import {
	createYunfuVendor,
	type CallbackEvent,
	type CallbackOptions,
	type YunfuState,
} from './yunfu/index.mts';

export type * from './types.mts';
export type { PushOptions, ReceiptEvent, AiccsState, YunfuState, CallbackEvent, CallbackOptions };
export { outcomeOf } from './aiccs/outcomes.mts';
export { MAGIC_APPLICATION_CODES } from './aiccs/actions/smart-call.mts';

const DEFAULT_SEED = 20191015;
const DEFAULT_SPEED = 60;

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly port: number;
	readonly aiccs: {
		endpoint: string;
		accessKeyId: string;
		accessKeySecret: string;
		sts: { accessKeyId: string; accessKeySecret: string; securityToken: string };
	};
	readonly yunfu: { baseUrl: string; token: string; userId: string; subUserId: string };
	/** every vendor request seen, in order of arrival */
	readonly requests: RecordedRequest[];
	readonly inFlight: { now: number; peak: number };
	/** Keeps all answers back until the returned function, or `reset`, is called: what is on its way stays so. */
	hold(): () => void;
	/** what was accepted */
	readonly ledger: Ledger;
	readonly faults: Faults;
	/** may be changed at any time */
	readonly settings: SandboxSettings;
	readonly clock: Clock;
	readonly aiccsState: AiccsState;
	readonly yunfuState: YunfuState;
	/** every push of receipts or callbacks since start or reset */
	readonly deliveries: DeliveryReport[];
	/** Sends AICCS receipts or Yunfu callbacks; resolves when all is acknowledged or given up. */
	push(event: ReceiptEvent, url: string, options?: PushOptions): Promise<DeliveryReport>;
	push(event: CallbackEvent, url: string, options?: CallbackOptions): Promise<DeliveryReport>;
	/** Back to the seeded world: requests, ledger, faults, deliveries and the clock too. Settings stay. */
	reset(): void;
	stop(): Promise<void>;
}

function logRequest({ vendor, action, status, fault, refused }: RecordedRequest): void {
	const notes = [fault !== undefined && `fault ${fault}`, refused === true && 'refused'].filter(Boolean);
	console.log([vendor, action, status ?? 'cut', ...notes].join('  '));
}

/** Starts the stand-in for both vendors on 127.0.0.1. Throws when the port is taken or an option is out of range. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const seed = options.seed ?? DEFAULT_SEED;
	const clock = new Clock(options.clockSpeed ?? DEFAULT_SPEED);
	const settings = settingsFrom(options, clock);
	const ledger = new Ledger();
	const faults = new Faults();
	const deliveries = new Deliveries(clock, settings);
	let origin = '';
	const context: VendorContext = {
		ledger,
		clock,
		settings,
		seed,
		origin: () => origin,
		deliver: (delivery) => deliveries.deliver(delivery),
	};
	const pusher = new ReceiptPusher(context);
	const aiccs = new AiccsVendor(context, (state) => pusher.watch(state));
	const yunfu = createYunfuVendor(context);

	const push = (
		event: string,
		url: string,
		pushOptions: PushOptions & CallbackOptions = {},
	): Promise<DeliveryReport> =>
		isReceiptEvent(event)
			? pusher.push(event, url, pushOptions)
			: yunfu.push(event as CallbackEvent, url, pushOptions);

	const reset = (): void => {
		clock.reset();
		ledger.clear();
		faults.clear();
		deliveries.reset();
		aiccs.reset();
		yunfu.reset();
		server.reset();
	};

	const server = new SandboxServer({
		clock,
		faults,
		settings,
		vendors: [yunfu, aiccs],
		control: (request) => control(request),
		...(options.quiet === false && { onDone: logRequest }),
	});
	const port = await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
	origin = server.origin;
	const sandbox: Sandbox = {
		url: server.origin,
		port,
		aiccs: { endpoint: server.origin, ...ACCESS_KEY, sts: { ...STS_KEY } },
		yunfu: { baseUrl: server.origin, ...yunfu.credentials },
		requests: server.requests,
		inFlight: server.inFlight,
		hold: () => server.hold(),
		ledger,
		faults,
		settings,
		clock,
		get aiccsState() {
			return aiccs.state;
		},
		get yunfuState() {
			return yunfu.state;
		},
		get deliveries() {
			return deliveries.reports;
		},
		push,
		reset,
		stop: async () => {
			pusher.stop();
			deliveries.stop();
			await server.stop();
		},
	};
	const control = controlHandler(sandbox);
	return sandbox;
}
