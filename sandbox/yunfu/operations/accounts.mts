import { json, listAnswer, ok } from '../answers.mts';
import { callbackOf } from '../callbacks.mts';
import { DAY_MS, chinaDateTime } from '../../china-time.mts';
import { Refusal, type Values } from '../validate.mts';
import { CREDENTIALS, type Line, type SubAccount } from '../world.mts';
import { messageOf, noteChange, type Operation } from './operation.mts';
import { scriptRow } from './tasks.mts';

const listScripts: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	const created = chinaDateTime(state.now);
	return () =>
		listAnswer(messageOf(call), state.world.scripts, values, (script) => scriptRow(script, owner, created));
};

const listTenantScripts: Operation = (call) => {
	const { state, values } = call;
	checkTenant(values['tenant_id']);
	const created = chinaDateTime(state.now);
	return () =>
		ok(
			messageOf(call),
			state.world.scripts.map((script) => scriptRow(script, CREDENTIALS.userId, created)),
		);
};

function checkTenant(id: unknown): void {
	if (id !== undefined && id !== CREDENTIALS.tenantId) throw new Refusal('云节点不存在', 404);
}

const listLines: Operation = (call) => {
	const { state, values } = call;
	checkTenant(values['id']);
	const owned = values['user_id'] === undefined || values['user_id'] === CREDENTIALS.userId;
	return () =>
		listAnswer(messageOf(call), owned ? state.world.lines : [], values, (line) =>
			lineRow(line, state.world.lines.indexOf(line) + 1, state.now),
		);
};

function lineRow(line: Line, allocation: number, now: number): unknown {
	return {
		id: line.id,
		robot_cli_node_id: CREDENTIALS.tenantId,
		user_id: CREDENTIALS.userId,
		gateway_id: 2,
		extension_id: null,
		name: line.remark,
		description: line.remark,
		type: 1,
		call_line: line.concurrency,
		call_number_prefix: '',
		origination_caller_id_number: '',
		dial_string: '',
		destination_prefix: '',
		created_at: chinaDateTime(now),
		updated_at: chinaDateTime(now),
		bind_type_str: 'IP',
		line_allocation: [
			{
				id: allocation,
				line_id: line.id,
				belong_user: CREDENTIALS.userId,
				name: null,
				line_concurrency: line.concurrency,
				price: 0,
				agent_cost: 0.13,
				begin_at: chinaDateTime(now),
				deadline_at: chinaDateTime(now + 365 * DAY_MS),
				available_time: (365 * DAY_MS) / 1000,
				created_at: chinaDateTime(now),
			},
		],
	};
}

const listUsers: Operation = (call) => {
	const { state, values } = call;
	checkTenant(values['tenant_id']);
	const main = { id: CREDENTIALS.userId, name: '主账号', phone: '13800000000', email: 'main@example.com' };
	return () =>
		listAnswer(messageOf(call), [main], values, (user) => ({
			...user,
			created_at: chinaDateTime(state.now),
		}));
};

function subAccountRow(account: SubAccount): unknown {
	const { details } = account;
	return {
		id: account.id,
		name: account.name,
		phone: account.phone,
		email: account.email,
		sex: account.sex,
		alias: details['alias'] ?? null,
		duty: details['duty'] ?? null,
		landline_phone: details['landline_phone'] ?? null,
		qq: details['qq'] ?? null,
		wechat: details['wechat'] ?? null,
		birthday: details['birthday'] ?? null,
		created_at: chinaDateTime(account.createdAt),
		updated_at: chinaDateTime(account.createdAt),
	};
}

const listSubAccounts: Operation = (call) => {
	const { state, values } = call;
	state.owner({ user_id: values['user_id'] });
	return () => {
		const accounts = state.world.subAccounts.filter(
			(account) =>
				(values['id'] === undefined || account.id === values['id']) &&
				(['name', 'email', 'phone'] as const).every((field) =>
					account[field].includes(String(values[field] ?? '')),
				),
		);
		return listAnswer(messageOf(call), accounts, values, subAccountRow);
	};
};

const createSubAccount: Operation = (call) => {
	const { state, values } = call;
	state.owner(values);
	if (values['password'] !== values['password_confirmation']) {
		throw new Refusal('The password_confirmation field must equal password.');
	}
	for (const field of ['email', 'phone'] as const) {
		const taken = state.world.subAccounts.some((account) => account[field] === values[field]);
		if (taken) throw new Refusal(`The ${field} field has already been taken.`);
	}
	return () => {
		const { sex, ...details } = (values['subset_data'] ?? {}) as Values;
		const account: SubAccount = {
			id: state.newId('sub-account'),
			name: String(values['name']),
			phone: String(values['phone']),
			email: String(values['email']),
			sex: typeof sex === 'number' ? sex : 0,
			details: details as Record<string, string>,
			createdAt: state.now,
		};
		state.world.subAccounts.push(account);
		noteChange(call, undefined, account.email);
		return ok(messageOf(call), { id: account.id });
	};
};

const getSubAccount: Operation = (call) => {
	const { state, values } = call;
	state.owner(values);
	const account = state.world.subAccounts.find(({ id }) => id === values['sub_user_id']);
	if (account === undefined) throw new Refusal('子账户不存在', 404);
	return () => ok(messageOf(call), subAccountRow(account));
};

/** What the calls cost so far: talk time by the minute at the lines' price. */
const bill: Operation = (call) => {
	const { state, values } = call;
	state.owner(values);
	return () => {
		let minutes = 0;
		for (const task of state.tasks.values()) {
			task.advance(state.now);
			for (const { call: made } of task.records) minutes += Math.ceil(made.outcome.talkSeconds / 60);
		}
		const account = (name: string, spent: number): unknown => ({
			account: name,
			name,
			money: Math.round((1000 - spent) * 100) / 100,
			limit_money: 0,
		});
		const accounts = [account('vos-1', minutes * 0.13), account('vos-2', 0)];
		return ok(messageOf(call), values['all'] === true ? accounts : accounts.slice(0, 1));
	};
};

const token: Operation = (call) => () =>
	ok(messageOf(call), { expires_at: chinaDateTime(call.state.now + 365 * DAY_MS) });

const callbackBatch: Operation = (call) => {
	const { state, values, origin } = call;
	const owner = state.owner(values);
	const batch = state.batches.get(String(values['unique_id']));
	if (batch === undefined || batch.owner !== owner) throw new Refusal('批次不存在', 404);
	return () => ok(messageOf(call), callbackOf(batch, origin));
};

const callbackBlacklist: Operation = (call) => () =>
	ok(
		messageOf(call),
		call.state.blacklist.map(({ url, blackoutTime, releaseTime }, index) => {
			const released = releaseTime <= call.state.now;
			return {
				id: index + 1,
				user_id: CREDENTIALS.userId,
				url,
				blackout_time: chinaDateTime(blackoutTime),
				release_time: chinaDateTime(releaseTime),
				status: released ? 1 : 0,
				status_str: released ? '已释放' : '拉黑中',
				created_at: chinaDateTime(blackoutTime),
				updated_at: chinaDateTime(released ? releaseTime : blackoutTime),
			};
		}),
	);

const downloadNumbers: Operation = (call) => {
	const batch = call.state.batchesByKey.get(String(call.values['key']));
	if (batch === undefined) throw new Refusal('下载地址已失效', 404);
	return () => json(200, { numbers: batch.numbers });
};

export const accountOperations: Record<string, Operation> = {
	'script.list': listScripts,
	'script.listTenant': listTenantScripts,
	'line.list': listLines,
	'user.list': listUsers,
	'subAccount.list': listSubAccounts,
	'subAccount.create': createSubAccount,
	'subAccount.get': getSubAccount,
	'account.bill': bill,
	'account.token': token,
	'account.callbackBatch': callbackBatch,
	'account.callbackBlacklist': callbackBlacklist,
	'account.downloadNumbers': downloadNumbers,
};
