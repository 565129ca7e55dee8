import type { INodeProperties } from 'n8n-workflow';

export const encryptedOption: INodeProperties = {
	displayName: 'Encrypted',
	name: 'encryption',
	type: 'boolean',
	default: false,
	description:
		'Whether phone numbers and companies are encrypted. Works once Yunfu has switched on encryption of the API for your account.',
};

/** Options of imports about the contacts. */
export const contactOptions: INodeProperties[] = [
	encryptedOption,
	{
		displayName: 'Invalid Numbers',
		name: 'invalidNumbers',
		type: 'options',
		options: [
			{
				name: 'Report as Error',
				value: 'error',
				description: 'The node stops before anything is sent, unless it goes on after errors',
			},
			{
				name: 'Skip and Report',
				value: 'skip',
				description: 'The other numbers are sent, and these come out with status invalid',
			},
		],
		default: 'error',
		description: 'What to do with numbers that cannot be called',
	},
	{
		displayName: 'Normalize Phone Numbers',
		name: 'normalize',
		type: 'boolean',
		default: true,
		description:
			'Whether to take out spaces and dashes and the country code +86 or 0086. Without it, numbers go out as they are.',
	},
];
