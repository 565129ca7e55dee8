import { form, refuse, textIn, type Field } from '../../../shared';
import { withoutEmpty } from '../../jsonBody';
import { SEX, optionsOf } from '../../labels';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { tidy } from '../../tidy';

const DATE = /^\d{4}-\d{2}-\d{2}/;

/** A day, however exact it is given. */
const birthday: Field<string | undefined> = {
	...form.time('Birthday', 'Date of birth', { typeOptions: { dateOnly: true } }),
	parse: (raw: unknown) => {
		const text = textIn('Birthday', raw);
		if (text === '') return undefined;
		return DATE.test(text)
			? text.slice(0, 10)
			: refuse('Birthday', 'is not a date', 'Give a date like 1990-05-20.');
	},
};

const details = form.additionalFields({
	alias: form.text('Alias', 'Name to show', { example: 'Sales East' }),
	birthday,
	duty: form.text('Duty', 'What the person does', { example: 'Sales' }),
	sex: form.choice('Gender', 'Gender of the person', optionsOf(SEX), { default: 0 }),
	landline_phone: form.text('Landline Phone', 'Fixed-line number', {
		name: 'landline_phone',
		example: '057112345678',
	}),
	qq: form.text('QQ', 'QQ number', { example: '10001' }),
	wechat: form.text('WeChat', 'WeChat ID', { example: 'li_na' }),
});

/** 子账户注册: https://docs.longlonglong.cn/api/API接口/子账户/子账户注册.html */
export const create = operation({
	name: 'Create',
	title: 'Create a sub account',
	description: 'Create a sub-account that can sign in to Yunfu and act for the main account at once',
	route: 'POST /subset_users',
	body: 'json',
	kind: 'once',
	lookUp: 'Before you create it again, look for its email address with Sub-Account > Get Many.',
	fields: {
		name: form.text('Name', 'Name of the sub-account', { required: true, example: 'Sales East' }),
		email: form.text('Email', 'Email address to sign in with', {
			required: true,
			example: 'sales@example.com',
		}),
		phone: form.text('Phone', 'Phone number of the sub-account', {
			required: true,
			example: '13800000001',
		}),
		password: form.secret('Password', 'Password to sign in with. It does not come out of this node.'),
		additionalFields: details,
	},
	values: ({ name, email, phone, password, ...given }) => {
		const { alias, duty, sex, landline_phone, qq, wechat } = given;
		const data = withoutEmpty({ alias, duty, sex, landline_phone, qq, wechat, birthday: given.birthday });
		return {
			name,
			email,
			phone,
			password,
			password_confirmation: password,
			subset_data: Object.keys(data).length > 0 ? data : undefined,
		};
	},
	output: (answer) => [{ ...tidy(dataRow(answer)), message: answer.message }],
});
