import plan from './phoneMetadata.json';

/** Mainland China's numbering plan, with the rules of libphonenumber; a test compares the two number by number. */

const TRUNK_PREFIX = '0';
const COUNTRY_CODE = '86';

const entirely = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const national = entirely(plan.pattern);
const international = new RegExp(`^(?:${plan.international})[1-9]`);
const prefixes = new RegExp(`^(?:${plan.prefixes})`);
const types = plan.types.map(({ pattern, lengths }) => ({ pattern: entirely(pattern), lengths }));
const formats = plan.formats.map(({ pattern, leadingDigits, trunkPrefix }) => ({
	pattern: entirely(pattern),
	leadingDigits: new RegExp(`^(?:${leadingDigits})`),
	trunkPrefix,
}));
const longest = plan.lengths[plan.lengths.length - 1];

const isPossible = (number: string) => plan.lengths.includes(number.length);

/** Without the trunk prefix or a carrier's, unless the number would then be none. */
function withoutPrefix(digits: string): string {
	const rest = digits.replace(prefixes, '');
	const wasNumber = national.test(digits) && !national.test(rest);
	return wasNumber || (rest.length <= longest && !isPossible(rest)) ? digits : rest;
}

/** Without the country code, where the digits are a number only then. */
function significant(digits: string): string {
	const number = withoutPrefix(digits);
	if (!digits.startsWith(COUNTRY_CODE)) return number;
	const shorter = withoutPrefix(digits.slice(COUNTRY_CODE.length));
	return (!national.test(number) && national.test(shorter)) || number.length > longest ? shorter : number;
}

export interface PlannedNumber {
	/** Whether a number of this length exists. */
	possible: boolean;
	/** Whether the plan knows such a number. */
	valid: boolean;
	/** As dialled inside the country. */
	dialled: string;
}

/** What the plan says about digits, dialled in China, with or without trunk prefix and country code. */
export function lookUpNumber(digits: string): PlannedNumber {
	if (international.test(digits)) return { possible: false, valid: false, dialled: digits };
	const number = significant(digits);
	const valid =
		national.test(number) &&
		types.some(({ pattern, lengths }) => lengths.includes(number.length) && pattern.test(number));
	const format = formats.find(
		({ pattern, leadingDigits }) => leadingDigits.test(number) && pattern.test(number),
	);
	return {
		possible: isPossible(number),
		valid,
		dialled: format?.trunkPrefix ? TRUNK_PREFIX + number : number,
	};
}
