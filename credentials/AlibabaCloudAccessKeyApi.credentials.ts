import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { signRequest } from './aliyunRequest';
import { limitFields } from './limitFields';

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

export class AlibabaCloudAccessKeyApi implements ICredentialType {
	name = 'alibabaCloudAccessKeyApi';

	displayName = 'Alibaba Cloud AccessKey API';

	icon: Icon = { light: 'file:../icons/aiccs.svg', dark: 'file:../icons/aiccs.dark.svg' };

	documentationUrl = 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair';

	properties: INodeProperties[] = [
		{
			displayName: 'AccessKey ID',
			name: 'accessKeyId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. LTAI5tExampleKeyId',
			description:
				'AccessKey ID of a RAM user that may use AICCS (policy AliyunAiccsFullAccess). Create it in the RAM console under Users > AccessKey.',
		},
		{
			displayName: 'AccessKey Secret',
			name: 'accessKeySecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Shown once, when the AccessKey is created',
		},
		{
			displayName: 'STS Security Token',
			name: 'securityToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for temporary credentials of AssumeRole. Leave empty for an ordinary AccessKey.',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			required: true,
			default: 'https://aiccs.aliyuncs.com',
			description: 'Address of the service. One address serves every region.',
		},
		...limitFields,
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signRequest(
			text(credentials.endpoint),
			{
				accessKeyId: text(credentials.accessKeyId),
				accessKeySecret: text(credentials.accessKeySecret),
				securityToken: text(credentials.securityToken) || undefined,
			},
			requestOptions,
		);
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.endpoint.trim() }}',
			url: '/',
			method: 'POST',
			headers: { 'x-acs-action': 'ListAvailableTts', 'x-acs-version': '2019-10-15' },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 400,
					message:
						'Alibaba Cloud refused the signature. Check that the AccessKey Secret belongs to the AccessKey ID, that both were copied whole, and that the clock of this n8n is right.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Alibaba Cloud does not know this AccessKey ID. Check it in the RAM console; a deleted AccessKey answers like this too.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The AccessKey is right, but its RAM user may not use AICCS. Grant it the policy AliyunAiccsFullAccess.',
				},
			},
		],
	};
}
