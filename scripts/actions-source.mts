/** The vendor's groups of actions, in English; the metadata has them in Chinese only. */
const GROUP_NAMES: Record<string, string> = {
	通信智能体: 'Communication Agent',
	通信智能引擎: 'Communication Intelligence Engine',
	热线监控数据: 'Hotline Monitoring',
	在线监控数据: 'Online Chat Monitoring',
	热线报表数据: 'Hotline Reports',
	在线报表数据: 'Online Chat Reports',
	坐席管理: 'Agent Management',
	技能组管理: 'Skill Group Management',
	部门管理: 'Department Management',
	通道: 'Channels',
	通话详情: 'Call Records',
	数据统计: 'Statistics',
	会话数据: 'Session Data',
	机器人外呼: 'Robot Calls',
	机器人外呼任务: 'Robot Call Tasks',
	智能语音交互: 'Intelligent Voice Interaction',
	智能外呼任务: 'AI Outbound Tasks',
	号码管理: 'Number Management',
	话务管理: 'Call Control',
	其他: 'Other',
};

/** As the formatter breaks lines, with a tab of two columns. */
const MOST_COLUMNS = 109;

export interface Directory {
	title: string;
	actions: string[];
}

/**
 * Source text of the module that lists the vendor's actions with their groups.
 *
 * @throws Error for a group without an English name, or an action that is listed twice
 */
export function actionsSource(directories: Directory[]): string {
	const seen = new Set<string>();
	const lines = directories.flatMap(({ title, actions }) => {
		const group = GROUP_NAMES[title];
		if (group === undefined) throw new Error(`No English name for the group "${title}"`);
		for (const action of actions) {
			if (seen.has(action)) throw new Error(`${action} is in two groups`);
			seen.add(action);
		}
		const key = /^\w+$/.test(group) ? group : `'${group}'`;
		const names = [...actions].sort().map((action) => `'${action}'`);
		const line = `\t${key}: [${names.join(', ')}],`;
		return line.length <= MOST_COLUMNS
			? [line]
			: [`\t${key}: [`, ...names.map((name) => `\t\t${name},`), '\t],'];
	});
	return [
		'/**',
		' * The actions of AICCS 2019-10-15 by group, from the directory of the vendor’s metadata.',
		' * Written by `npm run write:actions`.',
		' */',
		'export const ACTIONS: Record<string, string[]> = {',
		...lines,
		'};',
		'',
	].join('\n');
}
