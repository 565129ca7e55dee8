import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const INSTANCE = 'ccc_xp_pre-cn-test';
const statistics = async (more: INodeParameters) =>
	await runAiccs(engine, sandbox, {
		resource: 'hotline',
		operation: 'getStatistics',
		instanceId: INSTANCE,
		...more,
	});
const DAY = { startDate: '2026-03-02 00:00:00', endDate: '2026-03-02T23:00:00+08:00' };

describe('Get Statistics', () => {
	it('sends every filter and grouping by GET, lists separated by commas', async () => {
		await statistics({
			limit: 2,
			filters: {
				...DAY,
				agentIds: '900000001, 900000002',
				depIds: '700000001',
				groupIds: '800000001;800000002',
			},
			grouping: {
				existAgentGrouping: true,
				existDepartmentGrouping: true,
				existSkillGroupGrouping: false,
				timeLatitudeType: 'minute',
			},
		});
		expect(sandbox.requests.map(({ method, action, query }) => [method, action, query])).toEqual([
			[
				'GET',
				'GetHotlineServiceStatistics',
				{
					InstanceId: INSTANCE,
					StartDate: String(Date.UTC(2026, 2, 1, 16)),
					EndDate: String(Date.UTC(2026, 2, 2, 15)),
					AgentIds: '900000001,900000002',
					DepIds: '700000001',
					GroupIds: '800000001,800000002',
					ExistAgentGrouping: 'true',
					ExistDepartmentGrouping: 'true',
					ExistSkillGroupGrouping: 'false',
					TimeLatitudeType: 'minute',
					CurrentPage: '1',
					PageSize: '2',
				},
			],
		]);
	});

	it('gives one item per row, over all pages', async () => {
		const { json, output } = await statistics({
			returnAll: true,
			filters: DAY,
			grouping: { timeLatitudeType: 'hour', existSkillGroupGrouping: true },
			options: { pageSize: 30 },
		});
		expect(json).toHaveLength(24 * 3);
		expect(json[0]).toEqual({
			tenantId: INSTANCE,
			dateId: '2026-03-02 00:00:00',
			groupId: '800000001',
			nOnlineNow: expect.any(Number),
			nIdleNow: expect.any(Number),
			nBusyNow: expect.any(Number),
			nResttype1Now: expect.any(Number),
		});
		expect(new Set(json.map(({ dateId, groupId }) => JSON.stringify([dateId, groupId]))).size).toBe(72);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(sandbox.requests.map(({ query }) => query.CurrentPage)).toEqual(['1', '2', '3']);
	});

	it('without Simplify the rows keep the vendor’s names', async () => {
		const { json } = await statistics({ filters: DAY, simplify: false });
		expect(json[0]).toMatchObject({ tenant_id: INSTANCE, date_id: '2026-03-02' });
	});

	it.each([
		['Agent IDs', { agentIds: '12, x' }, 'must have digits only'],
		['From', { startDate: 'yesterday' }, 'must be a date and time, e.g. 2026-03-02 09:00:00'],
		['To', { startDate: '2026-03-03 00:00:00', endDate: '2026-03-02 00:00:00' }, 'is before From'],
	])('%s is checked before anything is sent', async (label, filters, problem) => {
		const { error } = await statistics({ filters });
		expect(error?.message).toBe(`${label} ${problem} [item 0]`);
		expect(sandbox.requests).toEqual([]);
	});

	it('a failing code in an HTTP 200 is an error', async () => {
		sandbox.faults.add({ match: { action: 'GetHotlineServiceStatistics' }, kind: 'business-error' });
		const { error, json } = await statistics({});
		expect(error?.message).toMatch(/./);
		expect(json).toEqual([]);
	});
});
