import { lookUpNumber } from './numberingPlan';

/**
 * Numbers as they are dialled inside mainland China. The numbering rules are libphonenumber's; where the network
 * knows more than they do (new mobile ranges, short service numbers), the number is let through.
 */

/** A mobile number: carriers get new ranges faster than any list of them is updated. */
const MOBILE = /^1[3-9]\d{9}$/;

/** Hotlines of companies, carriers and cities: 95588, 96110, 10086, 12345. */
const SERVICE = /^(?:9[56]\d{3,6}|1[0-2]\d{3,4})$/;

/** What people write between the digits of a number, with the invisible characters that spreadsheets leave. */
const SEPARATORS = /[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF().\-\u2010-\u2015\u2212]/g;

/** What tables of numbers add to a phone number, e.g. `13800138000.0`. */
const DECIMALS = /(?<=^\+?\d+)\.0{1,2}$/;

/** 0, an area code of 2 or 3 digits, and 7 or 8 digits. */
const LONGEST_LANDLINE = 12;

const COUNTRY_PREFIX = /^(?:\+|00)86/;
const FOREIGN = /^(?:\+|00)(?!86)[1-9]\d{6,14}$/;

/** The number without country code, as dialled inside China; undefined when the digits are none. */
function domestic(digits: string): string | undefined {
	if (MOBILE.test(digits) || SERVICE.test(digits)) return digits;
	const { valid, dialled } = lookUpNumber(digits);
	return valid ? dialled : undefined;
}

/**
 * A number without separators and without the country code of China: `+86 138-0013-8000` becomes `13800138000`,
 * `+86 571 8765 4321` becomes `057187654321`. What is no number loses its separators only. Doing it twice changes nothing.
 */
export function normalizePhoneNumber(value: string): string {
	if (MOBILE.test(value)) return value;
	const number = value.normalize('NFKC').trim().replace(DECIMALS, '').replace(SEPARATORS, '');
	if (COUNTRY_PREFIX.test(number)) return domestic(number.replace(COUNTRY_PREFIX, '')) ?? number;
	return /^86(?=1[3-9]\d{9}$)/.test(number) ? number.slice(2) : number;
}

/**
 * Why a number cannot be called, as the end of a sentence; undefined when it might be. Lenient: numbers that the rules
 * do not know but the network may are none of its business.
 */
export function phoneNumberProblem(value: string): string | undefined {
	if (MOBILE.test(value)) return undefined;
	const number = normalizePhoneNumber(value);
	if (number === '') return 'is empty';
	if (!/^\+?\d+$/.test(number)) return 'has characters that no phone number has';
	if (MOBILE.test(number) || SERVICE.test(number) || FOREIGN.test(number)) return undefined;
	if (COUNTRY_PREFIX.test(number)) return 'is no number of mainland China';
	if (number.startsWith('+')) return 'is no phone number';
	const { possible, valid } = lookUpNumber(number);
	if (!possible || (number.startsWith('0') && number.length > LONGEST_LANDLINE))
		return `has ${number.length} digits, which no number in China has`;
	// Only mobile numbers, service numbers and landlines without their 0 begin with a 1.
	if (number.startsWith('1') && !valid) return 'is no mobile, landline or service number';
	return undefined;
}

/** A number for messages: enough of it to be found again by whoever has it, too little to be called. */
export function maskPhoneNumber(value: string): string {
	const text = value.trim();
	return text.length < 7 ? '****' : `${text.slice(0, 3)}****${text.slice(-2)}`;
}
