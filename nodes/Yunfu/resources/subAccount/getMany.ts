import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize } from '../../pickers';
import { simplifyAccount } from './get';

const filters = form.filters({
	email: form.text('Email', 'Only sub-accounts with this email address', { example: 'sales@example.com' }),
	id: form.text('ID', 'Only the sub-account with this ID', {
		example: '5b55bcca-d653-4a58-8f9a-437fb0601f8e',
	}),
	name: form.text('Name', 'Only sub-accounts with this name', { example: 'Sales East' }),
	phone: form.text('Phone', 'Only sub-accounts with this phone number', { example: '13800000001' }),
});

/** 子账户列表: https://docs.longlonglong.cn/api/API接口/子账户/子账户列表.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many sub accounts',
	description: 'Get the sub-accounts of the main account',
	route: 'GET /subset_users',
	kind: 'read',
	fields: { ...form.listFields, filters, options: form.options({ pageSize }) },
	pages: listPages('id'),
	output: listRows,
	simplify: simplifyAccount,
});
