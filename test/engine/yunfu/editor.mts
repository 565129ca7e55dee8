import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/index.mts';
import { yunfuCredential } from './run.mts';

/** A value of the form by its path, e.g. `updateFields.scriptId`. */
function valueAt(form: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], form);
}

/** What the editor gives a picker: the form, the credential, and requests with its token. */
export function editorContext(
	sandbox: Sandbox,
	form: IDataObject = {},
	overrides: IDataObject = {},
): ILoadOptionsFunctions {
	const { data } = yunfuCredential(sandbox, overrides);
	return {
		getNode: () => ({
			id: 'editor',
			name: 'Yunfu',
			type: 'yunfu',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => data,
		getCurrentNodeParameter: (path: string, { extractValue = false } = {}) => {
			const value = valueAt(form, path);
			return extractValue ? ((value as IDataObject | undefined)?.value ?? value) : value;
		},
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				const url = new URL(`${options.baseURL}${options.url}`);
				for (const [name, value] of Object.entries(options.qs ?? {})) {
					url.searchParams.set(name, String(value));
				}
				const response = await fetch(url, {
					method: options.method,
					headers: { Authorization: `Bearer ${String(data.token)}` },
				});
				return {
					statusCode: response.status,
					headers: Object.fromEntries(response.headers),
					body: await response.text(),
				};
			},
		},
	} as unknown as ILoadOptionsFunctions;
}
