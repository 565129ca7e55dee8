import { form } from '../../shared';
import { SEX, optionsOf } from '../labels';

/** A person and what Yunfu keeps about them: imports into tasks and into the CRM pool share these. */
export const contactFields = {
	phone: form.lenient(
		'Phone Number',
		form.text('Phone Number', 'Number of the person. Drag the field of your input data that holds it here.', {
			required: true,
			example: '13800138000',
		}),
	),
	name: form.text('Name', 'Name of the person', { name: 'contactName', example: 'Li Na' }),
	extra: form.text(
		'External ID',
		'Your own ID for this number. It comes back with the call record and in callbacks.',
		{ example: 'lead-4711' },
	),
};

const id = (label: string, what: string, name: string, example: string) =>
	form.text(label, `${what}. ID from the settings of the CRM pool in Yunfu.`, {
		name,
		example,
		pattern: [/^\d{1,20}$/, 'must have digits only'],
	});

/** The fields that few contacts have. */
export const contactDetails = {
	company: form.text('Company', 'Company of the person', { example: 'Acme Trading' }),
	grade_id: id('Customer Grade ID', 'Customer grade', 'gradeId', '3'),
	email: form.text('Email', 'Email address of the person', { example: 'li.na@example.com' }),
	sex: form.choice('Gender', 'Gender of the person', optionsOf(SEX), { default: 0 }),
	industry_id: id('Industry ID', 'Industry', 'industryId', '12'),
	sort: form.number(
		'Sort Order',
		'Place of the number in its list; Yunfu does not say which end comes first',
		{ precision: 0 },
	),
	source_id: id('Source ID', 'Where the contact comes from', 'sourceId', '7'),
};

export const encryption = form.toggle(
	'Encrypted',
	'Whether phone numbers and companies are encrypted. Works once Yunfu has switched on encryption of the API for your account.',
);

/** Switches of the API are sent only when they are on. */
export const switchedOn = (value: boolean | undefined) => (value ? true : undefined);

/** Options of imports about the contacts. */
export const contactOptions = {
	encryption,
	invalidNumbers: form.invalidNumbers,
	normalize: form.normalize,
};
