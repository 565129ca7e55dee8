import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials.ts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { aiccsCredential } from './run.mts';

/** What the editor gives a list search: the credential, and requests signed with it. */
export function editorContext(sandbox: Sandbox): ILoadOptionsFunctions {
	const { data } = aiccsCredential(sandbox);
	const type = new AlibabaCloudAccessKeyApi();
	return {
		getNode: () => ({
			id: 'editor',
			name: 'AICCS',
			type: 'alibabaCloudAiccs',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { [type.name]: { id: 'editor', name: 'editor' } },
		}),
		getCredentials: async () => data,
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				options: Parameters<typeof type.authenticate>[1],
			) => {
				const { url, method, headers } = await type.authenticate(data, options);
				const response = await fetch(url, { method, headers: headers as Record<string, string> });
				return {
					statusCode: response.status,
					headers: Object.fromEntries(response.headers),
					body: await response.text(),
				};
			},
		},
	} as unknown as ILoadOptionsFunctions;
}
