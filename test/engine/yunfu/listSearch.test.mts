import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { Yunfu } from '../../../nodes/Yunfu/Yunfu.node.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { editorContext } from './editor.mts';
import { byId } from './run.mts';
import { LINE_ANY, LINE_REGULAR, LONG_SCRIPT } from './taskParameters.mts';

const { listSearch } = new Yunfu().methods;

let sandbox: Sandbox;
let credential: IDataObject;
/** Answers are kept for some seconds: each test runs a minute after the one before. */
let minutes = 0;
const now = Date.now;

beforeAll(async () => {
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	credential = {};
	passes(60_000 * ++minutes);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const passes = (milliseconds: number) =>
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);

type Picker = keyof typeof listSearch;

const pick = async (
	picker: Picker,
	form: IDataObject = {},
	filter?: string,
	page?: string,
): Promise<INodeListSearchResult> =>
	await listSearch[picker].call(editorContext(sandbox, form, credential), filter, page);
const values = async (picker: Picker, form: IDataObject = {}, filter?: string) =>
	(await pick(picker, form, filter)).results.map(({ value }) => value);
const asked = () => sandbox.requests.map(({ path, query }) => [path.split('/').slice(-2).join('/'), query]);

describe('pickers from Initialize', () => {
	it.each<[Picker, Array<{ name: string; value: string }>]>([
		['searchBackgrounds', [{ name: '办公室', value: '25' }]],
		['searchDialTimes', [{ name: '系统呼叫时间', value: '1' }]],
		['searchQualityChecks', [{ name: '质检条件1', value: '1' }]],
		['searchRedialRules', [{ name: '默认重呼规则', value: '1' }]],
		['searchTransferGroups', [{ name: '转人工', value: '1' }]],
	])('%s', async (picker, first) => {
		expect((await pick(picker)).results.slice(0, 1)).toEqual(first);
		expect(await values(picker, {}, first[0].name)).toContain(first[0].value);
		expect(await values(picker, {}, 'nothing of the kind')).toEqual([]);
	});

	it('ask once for all of them, also when they ask together', async () => {
		await Promise.all([pick('searchScripts'), pick('searchDialTimes'), pick('searchLines')]);
		await pick('searchBackgrounds', {}, 'a');
		expect(asked()).toEqual([['task/create', {}]]);
	});

	it('ask again after some seconds', async () => {
		await pick('searchScripts');
		passes(60_000 * minutes + 9_000);
		await pick('searchScripts');
		expect(sandbox.requests).toHaveLength(1);
		passes(60_000 * minutes + 11_000);
		await pick('searchScripts');
		expect(sandbox.requests).toHaveLength(2);
	});

	it('keep the answers of accounts and sub-accounts apart', async () => {
		const { subUserId } = sandbox.yunfu;
		await pick('searchDialTimes');
		await pick('searchDialTimes', { subUserId: byId(subUserId) });
		await pick('searchDialTimes', { subUserId: byId('={{ $json.id }}') });
		expect(asked()).toEqual([
			['task/create', {}],
			['task/create', { sub_user_id: subUserId }],
		]);
	});

	it('do not keep a refusal', async () => {
		credential = { token: 'wrong' };
		await expect(pick('searchScripts')).rejects.toThrow('Yunfu does not accept the token');
		await expect(pick('searchScripts')).rejects.toThrow('Yunfu does not accept the token');
		expect(sandbox.requests).toHaveLength(2);
		credential = {};
		expect(await values('searchScripts')).toContain(LONG_SCRIPT);
	});

	it('keep the answers of 20 accounts, and forget the oldest', async () => {
		let requests = 0;
		const pickAs = async (userId: string) => {
			const context = editorContext(sandbox, {}, { userId });
			context.helpers.httpRequestWithAuthentication = async () => {
				requests++;
				return { statusCode: 200, headers: {}, body: '{"code":200,"data":{}}' };
			};
			await listSearch.searchScripts.call(context);
		};
		for (let user = 1; user <= 21; user++) await pickAs(`user-${user}`);
		expect(requests).toBe(21);
		await pickAs('user-21');
		await pickAs('user-2');
		expect(requests).toBe(21);
		await pickAs('user-1');
		expect(requests).toBe(22);
	});
});

describe('scripts', () => {
	it('are those of the script kind, large models told apart', async () => {
		const { results } = await pick('searchScripts', { scriptKind: 'group' });
		expect(results).toEqual(
			expect.arrayContaining([
				{ name: '新品发布会邀约', value: LONG_SCRIPT },
				{ name: '大模型-售前顾问 (LLM)', value: '480' },
				{ name: '大模型-端到端客服 (LLM, End to End)', value: '481' },
			]),
		);
		expect(await values('searchScripts', { scriptKind: 'robot' })).toEqual([
			'215870475195883521',
			'215870475195883530',
		]);
	});

	it('are all of them while the kind is unknown', async () => {
		expect(await values('searchScripts', { scriptKind: '={{ $json.kind }}' })).toEqual(
			expect.arrayContaining(['1', '480', '215870475195883521']),
		);
	});
});

describe('lines', () => {
	const names = async (form: IDataObject) =>
		(await pick('searchLines', form)).results.map(({ name }) => name);

	it('show name and what is free', async () => {
		expect((await pick('searchLines')).results).toEqual(
			expect.arrayContaining([
				{ name: '通用线路 · 20 free', value: LINE_ANY },
				{ name: '大模型线路 · 8 free', value: expect.any(String) },
			]),
		);
	});

	it.each([
		['a script', '123', ['通用线路', '常规话术线路', '常规与大模型线路']],
		['a script of a large model', '480', ['通用线路', '大模型线路', '常规与大模型线路']],
		['an end-to-end script', '481', ['通用线路', '端到端线路']],
	])('are those that can serve %s', async (_, scriptId, lines) => {
		const found = await names({ scriptKind: 'group', scriptId: byId(scriptId) });
		expect(found.map((name) => name.split(' · ')[0])).toEqual(lines);
	});

	it('are all for a 2.0 script', async () => {
		expect(await names({ scriptKind: 'robot', scriptId: byId('215870475195883521') })).toHaveLength(5);
	});

	it('are none, and say so, when no line can serve the script', async () => {
		const { world } = sandbox.yunfuState;
		world.lines.splice(0, world.lines.length, ...world.lines.filter(({ id }) => id === LINE_REGULAR));
		await expect(names({ scriptKind: 'group', scriptId: byId('481') })).rejects.toThrow(
			'No line of this account can serve the chosen script',
		);
	});
});

describe('pages', () => {
	it('sub-accounts by name', async () => {
		const { subUserId } = sandbox.yunfu;
		expect((await pick('searchSubAccounts', {}, '华东')).results).toEqual([
			{ name: '华东销售 · 13800000001', value: subUserId },
		]);
		expect(asked()).toEqual([
			[`${sandbox.yunfu.userId}/subset_users`, { name: '华东', page: '1', per_page: '50' }],
		]);
	});

	it('2.0 tasks by name, page by page', async () => {
		const { yunfuState } = sandbox;
		const [seeded] = [...yunfuState.tasks.values()].filter(({ generation }) => generation === 'new');
		for (let index = 0; index < 60; index++) {
			yunfuState.addTask(seeded.owner, 'new', { ...seeded.settings, name: `页${index}` });
		}
		const first = await pick('searchTasks', {}, '页');
		const second = await pick('searchTasks', {}, '页', first.paginationToken as string);
		expect(first.results).toHaveLength(50);
		expect(second).toEqual({ results: expect.any(Array), paginationToken: undefined });
		expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(60);
		expect(first.results[0]).toEqual({ name: '页59', value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	});

	it('tasks of the generation and the sub-account', async () => {
		const { subUserId, userId } = sandbox.yunfu;
		const { yunfuState } = sandbox;
		const [seeded] = [...yunfuState.tasks.values()].filter(({ generation }) => generation === 'new');
		const { id: foreign } = yunfuState.addTask(yunfuState.world.subAccounts[1].id, 'new', seeded.settings);
		const idsOf = (generation: string, of: string) =>
			[...yunfuState.tasks.values()]
				.filter((task) => task.generation === generation && task.owner === of)
				.map(({ id }) => id)
				.sort();
		const own = await values('searchTasks', { subUserId: byId(subUserId) });
		expect(own.sort()).toEqual(idsOf('new', subUserId));
		expect(own).not.toContain(foreign);
		expect((await values('searchTasks', { generation: 'legacy' })).sort()).toEqual(idsOf('legacy', userId));
		const deleting = { resource: 'task', operation: 'delete' };
		expect((await values('searchTasks', deleting)).sort()).toEqual(idsOf('legacy', userId));
		await values('searchTasks', { resource: 'number', operation: 'delete' });
		expect(sandbox.requests.map(({ path }) => path)).toEqual([
			`/agent-api/new/user/${userId}/subset_task`,
			`/agent-api/user/${userId}/task`,
			`/agent-api/user/${userId}/task`,
			`/agent-api/new/user/${userId}/task`,
		]);
	});
});
