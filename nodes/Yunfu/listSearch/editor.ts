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

/** A value in the form; undefined while it is empty. Expressions have no value yet. */
export function formValue(context: ILoadOptionsFunctions, name: string): unknown {
	const value: unknown = context.getCurrentNodeParameter(name);
	const plain =
		typeof value === 'object' && value !== null && 'value' in value ? (value.value as unknown) : value;
	const isEmpty = plain === undefined || plain === null || plain === '';
	return isEmpty || (typeof plain === 'string' && plain.startsWith('=')) ? undefined : plain;
}

/** The sub-account the form acts for; empty for the main account. */
export function subAccountIn(context: ILoadOptionsFunctions): string {
	const value = formValue(context, 'subUserId');
	return typeof value === 'string' ? value.trim() : '';
}
