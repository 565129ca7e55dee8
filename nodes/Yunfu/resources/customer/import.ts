import { form } from '../../../shared';
import { accountPath } from '../../address';
import { crmFields } from '../../contact/crmFields';
import { contactDetails, contactFields, contactOptions, switchedOn } from '../../contact/fields';
import { acceptedOutput, contactOf, duplicateOutput, failedOutput } from '../../contact/record';
import { JSON_HEADERS, jsonText } from '../../jsonBody';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';

/** Most customers in one request: the vendor's limit. */
const MOST_CUSTOMERS = 200;

/** 批量导入客户公海(异步): https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/批量导入客户公海(异步).html */
export const importCustomers = operation({
	name: 'Import',
	title: 'Import customers into the CRM pool',
	description:
		'Add the contacts of all input items to the CRM pool, up to 200 in one request. Nobody is called.',
	route: 'POST /async_customer',
	fields: {
		...contactFields,
		crmFields,
		sub_user_id: subAccount,
		additionalFields: form.additionalFields(contactDetails),
		options: form.options({
			...contactOptions,
			batchSize: form.number('Batch Size', 'How many contacts go into one request, at most 200', {
				min: 1,
				max: MOST_CUSTOMERS,
				default: MOST_CUSTOMERS,
			}),
		}),
	},
	prepare: (values) => ({ ...contactOf(values), settings: values }),
	kind: 'once',
	lookUp: 'Before you send it again, look for the numbers with Customer > Get Many.',
	batch: {
		size: ({ settings }) => settings.batchSize ?? MOST_CUSTOMERS,
		group: ({ settings }) => settings.sub_user_id ?? '',
		call: (contacts) => {
			const { encryption, sub_user_id } = contacts[0].settings;
			return {
				method: 'POST',
				url: accountPath('/async_customer'),
				headers: { ...JSON_HEADERS },
				body: jsonText({
					data: contacts.map(({ members }) => members),
					encryption: switchedOn(encryption),
					sub_user_id,
				}),
			};
		},
		output: acceptedOutput,
		key: ({ phone }) => phone,
		repeated: duplicateOutput,
		failed: failedOutput,
	},
});
