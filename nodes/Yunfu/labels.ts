/** Names for the codes in Yunfu's answers. */

/** `status` of a number (`da_status`): what became of its last call. */
export const NUMBER_STATUS: Record<string, string> = {
	0: 'Waiting',
	1: 'Answered',
	2: 'Blocked by the Carrier',
	3: 'Rejected',
	4: 'No Answer',
	5: 'Not in Service (Empty Number)',
	6: 'Powered Off',
	7: 'Suspended',
	8: 'Busy',
	9: 'Incoming Calls Restricted',
	10: 'In Arrears',
	11: 'On the Blacklist',
	12: 'Blocked by the User',
};

/** `intention_results` of a call: how interested the person is. */
export const INTENTION_LEVEL: Record<string, string> = { 1: 'A', 2: 'B', 3: 'C', 4: 'D', 5: 'E' };

/** `status` of a 1.0 task, and of the form of a 2.0 task. */
export const TASK_STATUS: Record<string, string> = { 1: 'Paused', 2: 'Running', 3: 'Waiting' };

export const OPERATOR: Record<string, string> = { 1: 'China Telecom', 2: 'China Unicom', 3: 'China Mobile' };

export const SEX: Record<string, string> = { 0: 'Unknown', 1: 'Male', 2: 'Female' };

/** `status` of an entry of the callback blacklist. */
export const BLACKLIST_STATUS: Record<string, string> = { 0: 'Blocked', 1: 'Released' };

/** Options of a field, from the names of its codes. */
export const optionsOf = (labels: Record<string, string>) =>
	Object.entries(labels)
		.map(([value, name]) => ({ name, value: Number(value) }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** A code with its name; codes that are not in Yunfu's list stay as they are. */
export function labelled<Code>(
	code: Code,
	labels: Record<string, string>,
): Code | { code: Code; label: string } {
	const label = labels[String(code)];
	return label === undefined ? code : { code, label };
}
