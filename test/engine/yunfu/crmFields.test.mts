import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ResourceMapperFields } from 'n8n-workflow';

import { searchCallRecords } from '../../../nodes/Yunfu/pickers.ts';
import { mapCrmFields, mapCrmFilter } from '../../../nodes/Yunfu/mapCrmFields.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { editorContext } from './editor.mts';
import { byId } from './run.mts';

/** What the editor loads for CRM fields and calls. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

describe('CRM fields', () => {
	const load = async (): Promise<ResourceMapperFields> => await mapCrmFields.call(editorContext(sandbox));

	it('come by name, with their type and whether they are required', async () => {
		sandbox.yunfuState.world.fields[1].validate = ['required', 'integer'];
		const { fields } = await load();
		expect(sandbox.requests.map(({ action }) => action)).toEqual([
			'GET /agent-api/user/{user_id}/customer/create',
		]);
		expect(fields.map(({ id, displayName, type, required }) => [id, displayName, type, required])).toEqual([
			['733b8535-a1f9-4db9-9945-98a2a0c5490e', '微信', 'string', false],
			['c87d8629-7cfd-4980-bb3a-7827bff4b72c', '数字', 'number', true],
			['44560536-46b5-4e38-852e-949fd12c1ee6', '日期', 'string', false],
		]);
	});

	it('are not required to look customers up by', async () => {
		sandbox.yunfuState.world.fields[1].validate = ['required', 'integer'];
		const { fields } = await mapCrmFilter.call(editorContext(sandbox));
		expect(fields.map(({ displayName, required }) => [displayName, required])).toEqual([
			['微信', false],
			['数字', false],
			['日期', false],
		]);
	});

	it('an account without any gets a notice', async () => {
		sandbox.yunfuState.world.fields.length = 0;
		expect(await load()).toEqual({
			fields: [],
			emptyFieldsNotice: 'The CRM pool of this account has no fields of its own.',
		});
	});
});

describe('calls of a task', () => {
	const task = () => [...sandbox.yunfuState.tasks.values()][0];

	it('come by number, with time and result, page by page', async () => {
		const context = editorContext(sandbox, { taskId: byId(task().id) });
		const first = await searchCallRecords.call(context);
		expect(first.results).toHaveLength(40);
		expect(first.paginationToken).toBeUndefined();
		expect(first.results[0].name).toMatch(/^1390000\d{4}, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, [A-Z]/);
		const [found] = (await searchCallRecords.call(context, '13900001000')).results;
		expect(found.name).toContain('13900001000');
		expect(sandbox.yunfuState.task(task().id).records.map(({ id }) => id)).toContain(found.value);
	});

	it('nothing is asked while the task is an expression', async () => {
		const context = editorContext(sandbox, { taskId: byId('={{ $json.task }}') });
		expect(await searchCallRecords.call(context)).toEqual({ results: [] });
		expect(sandbox.requests).toEqual([]);
	});
});
