import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { yunfu } from '../service';

/** What a picker knows of the account and of the form it stands in. */

export interface Account {
	baseUrl: string;
	token: string;
	userId: string;
}

export async function accountOf(context: ILoadOptionsFunctions): Promise<Account> {
	const { baseUrl, token, userId } = await context.getCredentials(yunfu.credential);
	const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
	return { baseUrl: text(baseUrl), token: text(token), userId: text(userId) };
}

/** A value in the form, where it stands by itself and where Update holds it. Expressions have no value yet. */
export function formValue(context: ILoadOptionsFunctions, name: string): unknown {
	for (const path of [name, `updateFields.${name}`]) {
		const value: unknown = context.getCurrentNodeParameter(path);
		const plain =
			typeof value === 'object' && value !== null && 'value' in value ? (value.value as unknown) : value;
		if (plain === undefined || plain === null || plain === '') continue;
		return typeof plain === 'string' && plain.startsWith('=') ? undefined : plain;
	}
	return undefined;
}

/** The sub-account the form acts for; empty for the main account. */
export function subAccountIn(context: ILoadOptionsFunctions): string {
	const value = formValue(context, 'subUserId');
	return typeof value === 'string' ? value.trim() : '';
}
