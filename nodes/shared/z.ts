/**
 * The part of zod the rules use. Named one by one: the whole namespace would bring every language of zod's own messages
 * into the package, and code that n8n's verification scan refuses.
 */
export {
	array,
	boolean,
	gte,
	int,
	lte,
	maxLength,
	minLength,
	number,
	object,
	optional,
	pipe,
	refine,
	string,
	transform,
	trim,
} from 'zod/v4-mini';
