import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { limitFields } from './limitFields';

export class YunfuApi implements ICredentialType {
	name = 'yunfuApi';

	displayName = 'Yunfu API';

	icon: Icon = { light: 'file:../icons/yunfu.svg', dark: 'file:../icons/yunfu.dark.svg' };

	documentationUrl = 'https://docs.longlonglong.cn/api/';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://ai.api.longlonglong.cn',
			description: 'Address of the API. White-label platforms have one of their own: ask your provider.',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'API token from your Yunfu provider, without the word Bearer',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 5832d184-dd53-42a0-8ace-0bf8d660f4cc',
			description: 'UUID of the main account. To act for a sub-account, name it in the node.',
		},
		...limitFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{ $credentials.token.trim().replace(/^Bearer\\s+/i, "") }}',
				Accept: 'application/json',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			url: '/agent-api/token',
			sendCredentialsOnCrossOriginRedirect: false,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Yunfu does not accept this token. Copy it again from your provider; tokens expire.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'status',
					value: 'error',
					message: 'Yunfu refused the token. Check the token and the Base URL with your provider.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
