import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runBulk, type Operation } from '../../../shared';
import { accountPath, textOf } from '../../address';
import {
	InvalidNumber,
	contactRecord,
	tryContactRecord,
	type ContactRecord,
} from '../../contact/contactRecord';
import { crmFieldsField, detailsField, extraField, nameField, phoneField } from '../../contact/fields';
import { contactOptions } from '../../contact/options';
import { contactOf, contactReader, textReader } from '../../contact/readContacts';
import { acceptedOutput, duplicateOutput, failedOutput, invalidOutput } from '../../contact/report';
import { subAccountField } from '../../fields';
import { JSON_HEADERS, jsonText, setJson } from '../../jsonBody';
import { yunfu } from '../../service';

/** Most customers in one request: the vendor's limit. */
const MOST_CUSTOMERS = 200;

const rulesOf = ({ encryption, normalize }: IDataObject) => ({
	encrypted: encryption === true,
	normalize: normalize !== false,
});

const importBody = ({ encryption }: IDataObject, subUserId: string, contacts: ContactRecord[]) => ({
	data: contacts.map(({ members }) => members),
	encryption: encryption === true ? true : undefined,
	sub_user_id: subUserId || undefined,
});

async function importAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = this.getNode();
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const contact = contactReader(this);
	const subUserId = textReader(this, 'subUserId');
	const rules = rulesOf(options);
	return await runBulk<ContactRecord>({
		context: this,
		service: yunfu,
		itemCount: this.getInputData().length,
		batchSize: Math.min(MOST_CUSTOMERS, Math.max(1, Math.floor(Number(options.batchSize)) || MOST_CUSTOMERS)),
		readItem: (itemIndex) => {
			const read = tryContactRecord(contact(itemIndex), rules, node, itemIndex);
			if ('row' in read) return { group: subUserId(itemIndex), row: read.row };
			const { problem } = read;
			if (options.invalidNumbers !== 'skip' || !(problem instanceof InvalidNumber)) throw problem;
			return { skipped: invalidOutput(problem.reason, problem.masked, problem.externalId) };
		},
		request: (group, contacts) => ({
			method: 'POST',
			url: accountPath('/async_customer'),
			headers: { ...JSON_HEADERS },
			body: jsonText(importBody(options, group, contacts)),
		}),
		output: (body, _group, row) => acceptedOutput(body, undefined, row),
		duplicates: {
			key: ({ phone }) => phone,
			output: (first, firstIndex, _group, row) => duplicateOutput(first, firstIndex, undefined, row),
		},
		failed: (status, reason, _group, row) => failedOutput(status, reason, undefined, row),
	});
}

/** 批量导入客户公海(异步): https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/批量导入客户公海(异步).html */
export const importCustomers: Operation = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import customers into the CRM pool',
		description:
			'Add the contacts of all input items to the CRM pool, up to 200 in one request. Nobody is called.',
		routing: { request: { method: 'POST', url: accountPath('/async_customer') } },
	},
	kind: 'dial',
	lookUp: 'Before you send it again, look for the numbers with Customer > Get Many.',
	fields: [
		phoneField,
		nameField,
		extraField,
		crmFieldsField,
		subAccountField,
		detailsField(),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				...contactOptions,
				{
					displayName: 'Batch Size',
					name: 'batchSize',
					type: 'number' as const,
					typeOptions: { minValue: 1, maxValue: MOST_CUSTOMERS },
					default: MOST_CUSTOMERS,
					description: 'How many contacts go into one request, at most 200',
				},
			].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		},
	],
	all: importAll,
	check(request) {
		const options = this.getNodeParameter('options', {}) as IDataObject;
		const record = contactRecord(contactOf(this), rulesOf(options), this.getNode(), this.getItemIndex());
		setJson(request, importBody(options, textOf(this, 'subUserId'), [record]));
	},
	rows: (body, { body: sent }) => {
		const { data } = JSON.parse(String(sent)) as { data: Array<{ phone: string; extra?: string }> };
		return [acceptedOutput(body, undefined, { ...data[0], members: {} })];
	},
};
