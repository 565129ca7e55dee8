import { hash32 } from '../../hash.mts';
import { chinaDate, chinaDateTime, DAY_MS } from '../../china-time.mts';
import type { ParameterReader } from '../parameters.mts';
import { answer } from '../response.mts';
import { invalid, type Action } from './action.mts';
import { pageOf } from './paging.mts';

const AGENTS = ['900000001', '900000002', '900000003', '900000004'];
const DEPARTMENTS = ['700000001', '700000002'];
const GROUPS = ['800000001', '800000002', '800000003'];
const MAX_ROWS = 10_000;

type Row = Record<string, string | number>;

/** Starts of the time slots: whole days unless an hour or a minute is asked for. */
function slots(from: number, to: number, latitude: string | undefined): string[] {
	const step = latitude === 'minute' ? 60_000 : latitude === 'hour' ? 3_600_000 : DAY_MS;
	const text = (time: number): string =>
		step === DAY_MS ? chinaDate(time) : chinaDateTime(time - (time % step));
	const found: string[] = [];
	for (let time = from; time <= to && found.length < MAX_ROWS; time += step) found.push(text(time));
	return found;
}

function groupsOf(
	parameters: ParameterReader,
	flag: string,
	ids: string,
	all: string[],
): Array<string | undefined> {
	if (!parameters.flag(flag)) return [undefined];
	return parameters.list(ids) ?? all;
}

function rowsFor(parameters: ParameterReader, now: number): Row[] {
	const to = parameters.number('EndDate') ?? now;
	const from = parameters.number('StartDate') ?? to;
	const tenant = parameters.required('InstanceId');
	const rows: Row[] = [];
	for (const date of slots(from, to, parameters.text('TimeLatitudeType'))) {
		for (const department of groupsOf(parameters, 'ExistDepartmentGrouping', 'DepIds', DEPARTMENTS)) {
			for (const group of groupsOf(parameters, 'ExistSkillGroupGrouping', 'GroupIds', GROUPS)) {
				for (const agent of groupsOf(parameters, 'ExistAgentGrouping', 'AgentIds', AGENTS)) {
					rows.push(rowOf({ tenant, date, department, group, agent }));
				}
			}
		}
	}
	return rows;
}

function rowOf(key: {
	tenant: string;
	date: string;
	department?: string;
	group?: string;
	agent?: string;
}): Row {
	const hash = hash32(JSON.stringify(key));
	return {
		tenant_id: key.tenant,
		date_id: key.date,
		...(key.department !== undefined && { department_id: key.department }),
		...(key.group !== undefined && { group_id: key.group }),
		...(key.agent !== undefined && { agent_id: key.agent }),
		n_online_now: 3 + (hash % 5),
		n_idle_now: hash % 3,
		n_busy_now: (hash >>> 8) % 4,
		n_resttype1_now: (hash >>> 16) % 2,
	};
}

/** GetHotlineServiceStatistics: Rows is JSON in a string; Success is a string, Code "200". */
export const hotlineStatistics: Action = (parameters, context) => {
	const paged = pageOf(parameters, { number: 'CurrentPage', size: 'PageSize', defaultSize: 20 });
	if ('refusal' in paged) return paged.refusal;
	const { page } = paged;
	const from = parameters.number('StartDate');
	const to = parameters.number('EndDate');
	if (from !== undefined && to !== undefined && from > to)
		return invalid('StartDate', 'must not be after EndDate');
	return {
		accept: () => {
			const rows = rowsFor(parameters, context.now);
			return answer(context.action, {
				Message: 'success',
				Code: '200',
				Success: 'true',
				Data: {
					TotalNum: rows.length,
					PageNum: page.pageNo,
					PageSize: page.pageSize,
					Rows: JSON.stringify(rows.slice(page.offset, page.offset + page.pageSize)),
				},
			});
		},
	};
};
