import { form, refuse } from '../../../shared';
import { accountPath, filledPath } from '../../address';
import { crmFields } from '../../contact/crmFields';
import { contactDetails, contactFields, contactOptions, switchedOn } from '../../contact/fields';
import { acceptedOutput, contactOf, duplicateOutput, failedOutput } from '../../contact/record';
import { JSON_HEADERS, jsonText, withoutEmpty } from '../../jsonBody';
import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';
import { afterPause, pauseBefore, pauseFirst, pausedOutput } from './pauseFirst';

/** Most numbers in one request: the vendor's limits. */
const MOST_NUMBERS = { async: 200, sync: 100 };

const PATHS = { async: '/task/{task_id}/async_number', sync: '/task/{task_id}/number' };

const importOptions = form.options({
	...contactOptions,
	addSuffix: form.toggle(
		'Add Suffix to Numbers',
		'Whether Yunfu adds an underscore and random characters to each number, so that a number can be in a task more than once',
	),
	batchSize: form.number(
		'Batch Size',
		'How many numbers go into one request: at most 200, with a result at once 100',
		{ min: 1, max: 200, default: 200 },
	),
	duplicates: form.choice(
		'Duplicates',
		'What to do when several items have the same number for the same task',
		[
			{
				name: 'Send All',
				value: 'all',
				description: 'A number that is there twice is called twice. Needs Add Suffix to Numbers.',
			},
			{
				name: 'Send Once',
				value: 'once',
				description: 'The first item with a number is sent, the others are reported as duplicates',
			},
		],
		{ default: 'once' },
	),
	ignore_crm: form.toggle(
		'Keep Out of CRM Pool',
		'Whether the numbers go into the task only. CRM Fields need the CRM pool.',
		{ name: 'ignoreCrm' },
	),
	pauseFirst,
	skipError: form.toggle(
		'Skip Numbers That Yunfu Refuses',
		'Whether Yunfu takes the other numbers of a request when it refuses one of them',
		{ show: { '/importMode': ['sync'] } },
	),
	placement: form.choice(
		'Sub-Account and Encryption Go',
		'Where the two stand in the request: Yunfu’s documents say both',
		[
			{
				name: 'With Each Number',
				value: 'item',
				description: 'As the current page of asynchronous imports shows',
			},
			{ name: 'With the Request', value: 'top', description: 'As the other pages show' },
		],
		{ default: 'top' },
	),
});

/**
 * 批量添加号码（异步接口）, 批量添加号码（同步接口）:
 * https://docs.longlonglong.cn/api/API接口/号码/批量添加号码（异步接口）.html
 */
export const importNumbers = operation({
	name: 'Import',
	title: 'Import numbers into a task',
	description: 'Add the numbers of all input items to a task, up to 200 in one request',
	route: 'POST /task/{task_id}/{import}',
	fields: {
		task_id: task,
		...contactFields,
		importMode: form.choice(
			'Import Mode',
			'Which of Yunfu’s two ways to add numbers to use',
			[
				{
					name: 'In the Background',
					value: 'async',
					description: 'Up to 200 numbers per request. Yunfu tells the result by callback.',
				},
				{
					name: 'With a Result at Once',
					value: 'sync',
					description: 'Up to 100 numbers per request. Yunfu says at once which numbers it refuses.',
				},
			],
			{ default: 'async', noDataExpression: true },
		),
		crmFields,
		sub_user_id: subAccount,
		additionalFields: form.additionalFields({
			...contactDetails,
			control_select_robot: form.text(
				'Script Keyword',
				'What a task that chooses its script by number variable compares with its keywords (control_select_robot)',
				{ name: 'scriptSelector', example: 'female' },
			),
		}),
		options: importOptions,
	},
	prepare: (values) => {
		if (values.duplicates === 'all' && !values.addSuffix) {
			refuse('Duplicates', 'is set to Send All, which needs Add Suffix to Numbers');
		}
		return { ...contactOf(values), settings: values };
	},
	kind: 'once',
	before: ({ settings }) => pauseBefore(settings),
	failed: (failure, { settings }) => afterPause(failure, settings),
	batch: {
		size: ({ settings: { importMode = 'async', batchSize = 200 } }) =>
			Math.min(MOST_NUMBERS[importMode], batchSize),
		group: ({ settings }) => JSON.stringify([settings.task_id, settings.sub_user_id]),
		call: (contacts) => {
			const {
				importMode = 'async',
				placement,
				task_id,
				encryption,
				sub_user_id,
				...switches
			} = contacts[0].settings;
			const flags = { sub_user_id, encryption: switchedOn(encryption) };
			const withEach = placement === 'item';
			return {
				method: 'POST',
				url: filledPath(accountPath(PATHS[importMode]), { task_id }),
				headers: { ...JSON_HEADERS },
				body: jsonText({
					ignore_crm: switchedOn(switches.ignore_crm),
					skip_error: switchedOn(importMode === 'sync' && switches.skipError),
					number_add_suffix: switchedOn(switches.addSuffix),
					...(withEach ? {} : flags),
					data: contacts.map(({ members }) => (withEach ? { ...members, ...withoutEmpty(flags) } : members)),
				}),
			};
		},
		output: (answer, contact) => ({
			...acceptedOutput(answer, contact),
			...pausedOutput(contact.settings),
		}),
		key: ({ phone, settings }) => (settings.duplicates === 'all' ? undefined : phone),
		repeated: duplicateOutput,
		failed: failedOutput,
	},
});
