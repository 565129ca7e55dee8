import type { IDataObject } from 'n8n-workflow';

import {
	LeftOut,
	isObject,
	maskPhoneNumber,
	normalizePhoneNumber,
	objectsIn,
	phoneNumberProblem,
	refuse,
	type FailedStatus,
	type Mapped,
} from '../../shared';
import { bareId, withoutEmpty } from '../jsonBody';
import { componentsOf } from './crmFields';

/** A person as the imports send them, checked, and what an import says about each. */
export interface Contact {
	phone: string;
	extra?: string;
	/** The task that the number goes into, if it goes into one. */
	task_id?: string;
	/** All that goes out (`data.*`). */
	members: Record<string, unknown>;
}

interface Given {
	phone?: string;
	name?: string;
	extra?: string;
	task_id?: string;
	company?: string;
	email?: string;
	sex?: number;
	sort?: number;
	grade_id?: string;
	industry_id?: string;
	source_id?: string;
	control_select_robot?: string;
	crmFields: Mapped;
	encryption?: boolean;
	normalize?: boolean;
	invalidNumbers?: string;
	/** The numbers stay out of the CRM pool, which the CRM fields belong to. */
	ignore_crm?: boolean;
}

const told = (
	status: string,
	{ phone, extra, task_id }: Pick<Contact, 'phone' | 'extra' | 'task_id'>,
): IDataObject => ({
	phone,
	...(extra === undefined ? {} : { extra }),
	status,
	...(task_id === undefined ? {} : { taskId: task_id }),
});

const ADVICE =
	'Correct the number in the data of this item, or set Invalid Numbers to Skip and Report in Options.';

/** A number as it is sent. */
function phoneOf(given: Given): string {
	const { phone = '', extra, task_id, encryption, normalize, invalidNumbers } = given;
	if (encryption && phone !== '') return phone;
	const problem = phone === '' ? 'is empty' : phoneNumberProblem(phone);
	if (problem === undefined) return normalize === false ? phone : normalizePhoneNumber(phone);
	const masked = phone === '' ? '' : maskPhoneNumber(phone);
	const reason = phone === '' ? problem : `"${masked}" ${problem}`;
	if (invalidNumbers !== 'skip') return refuse('Phone Number', reason, ADVICE);
	throw new LeftOut({ ...told('invalid', { phone: masked, extra, task_id }), reason });
}

const idOf = (value: string | undefined) => (value === undefined ? undefined : bareId(value));

/** @throws Problem that names the field; LeftOut for a number that cannot be called, where the user wants that */
export function contactOf(given: Given): Contact {
	const { name, extra, task_id, company, email, sex, sort = 0, control_select_robot } = given;
	const phone = phoneOf(given);
	const components = componentsOf(given.crmFields);
	if (components && given.ignore_crm) {
		refuse('CRM Fields', 'need the CRM pool: switch off Keep Out of CRM Pool');
	}
	const members = withoutEmpty({
		name,
		phone,
		company,
		email,
		sex,
		// Some of Yunfu's pages demand it.
		sort,
		source_id: idOf(given.source_id),
		industry_id: idOf(given.industry_id),
		grade_id: idOf(given.grade_id),
		components,
		extra,
		control_select_robot,
	});
	return { phone, extra, task_id, members };
}

/** Numbers of the request that Yunfu left out, which only synchronous imports tell. */
function refusalOf({ data }: IDataObject, phone: string): IDataObject | undefined {
	const list: unknown = isObject(data) ? data.fail_data : undefined;
	return objectsIn(list).find((entry) => String(entry.phone as string | number) === phone);
}

/** Yunfu's ID of an asynchronous import, which its callbacks carry too. */
function batchIdOf({ data }: IDataObject): IDataObject {
	const id = isObject(data) ? data.unique_id : typeof data === 'string' && data !== '' ? data : undefined;
	return id === undefined || id === null ? {} : { batchId: String(id as string | number) };
}

export function acceptedOutput(answer: IDataObject, contact: Contact): IDataObject {
	const refusal = refusalOf(answer, contact.phone);
	return {
		...told(refusal === undefined ? 'accepted' : 'refused', contact),
		...batchIdOf(answer),
		...(refusal === undefined ? {} : { reason: refusal.message ?? '' }),
	};
}

export const duplicateOutput = (
	{ batchId }: IDataObject,
	firstItem: number,
	contact: Contact,
): IDataObject => ({
	...told('duplicate', contact),
	...(batchId === undefined ? {} : { batchId }),
	duplicateOfItem: firstItem,
});

export const failedOutput = (status: FailedStatus, reason: string, contact?: Contact): IDataObject => ({
	...(contact === undefined ? { status } : told(status, contact)),
	reason,
});
