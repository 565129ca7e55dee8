import path from 'node:path';

import { ESLint } from 'eslint';
import { NodeConnectionTypes } from 'n8n-workflow';

import { classesOf } from './package-classes.mts';

/**
 * `tsx scripts/lint-description.mts [package]`: n8n's lint rules read literals, and what a spread, a constant or a function
 * puts into a description escapes them. So each class is written out as what it is once it is loaded, and linted in the
 * place of its own file.
 */

/** What is right although a rule says otherwise. One that no longer holds anything off is a problem itself. */
const EXCEPTIONS = [
	{
		file: 'nodes/AlibabaCloudAiccs/AlibabaCloudAiccs.node.ts',
		field: 'callDays',
		rule: 'n8n-nodes-base/node-param-multi-options-type-unsorted-items',
		why: 'days stand in the order of the week, as the rule allows where the values are numbers',
	},
];

interface Line {
	text: string;
	/** Where in the instance: `description.properties[3 taskId].displayName`. */
	at: string;
}

const CONNECTIONS = new Map(Object.entries(NodeConnectionTypes).map(([key, type]) => [type as string, key]));

/** Functions stay functions, and what goes in and out is named by n8n's constants, as its rules want it. */
function literal(value: unknown, at: string): string {
	if (typeof value === 'function') return '() => undefined';
	const connection = /^description\.(?:in|out)puts\[/.test(at) && CONNECTIONS.get(value as string);
	if (connection) return `NodeConnectionTypes.${connection}`;
	return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Most lists of n8n are of things with a name. */
const placeOf = (entry: unknown, index: number) =>
	[index, (entry as { name?: unknown } | null)?.name].filter((part) => part !== undefined).join(' ');

/** A value as source text, a property or an entry of a list to a line. */
function linesOf(value: unknown, at: string, before: string, after: string): Line[] {
	if (typeof value !== 'object' || value === null || value instanceof RegExp)
		return [{ text: before + literal(value, at) + after, at }];
	const isList = Array.isArray(value);
	const inside = isList
		? value.flatMap((entry, index) => linesOf(entry, `${at}[${placeOf(entry, index)}]`, '', ','))
		: Object.entries(value)
				.filter(([, entry]) => entry !== undefined)
				.flatMap(([key, entry]) =>
					linesOf(
						entry,
						`${at}.${key}`,
						`${/^[a-z_$][\w$]*$/i.test(key) ? key : JSON.stringify(key)}: `,
						',',
					),
				);
	const [open, close] = isList ? '[]' : '{}';
	return [{ text: before + open, at }, ...inside, { text: close + after, at }];
}

/** The class of an instance in TypeScript: its fields with what they hold, its methods by name. */
function classLines(instance: object, kind: 'INodeType' | 'ICredentialType'): Line[] {
	const { name, prototype } = instance.constructor as { name: string; prototype: object };
	const imports =
		kind === 'INodeType'
			? 'NodeConnectionTypes, type INodeType, type INodeTypeDescription'
			: 'type ICredentialType';
	const methods = Object.getOwnPropertyNames(prototype).filter((method) => method !== 'constructor');
	return [
		{ text: `import { ${imports} } from 'n8n-workflow';`, at: name },
		{ text: `export class ${name} implements ${kind} {`, at: name },
		...Object.entries(instance).flatMap(([key, value]) =>
			linesOf(value, key, `${key}${key === 'description' ? ': INodeTypeDescription' : ''} = `, ';'),
		),
		...methods.map((method) => ({ text: `async ${method}() {}`, at: method })),
		{ text: '}', at: name },
	];
}

const root = path.resolve(process.argv[2] ?? '.');
// n8n's own configuration, of which no comment takes anything back.
const overrideConfigFile = path.resolve(import.meta.dirname, '../eslint.config.mjs');
const linter = new ESLint({ cwd: root, overrideConfigFile, allowInlineConfig: false });
const { nodes, credentials } = await classesOf(root);
const exceptions = EXCEPTIONS.filter(({ file }) => nodes.some((node) => node.file === file));
const needed = new Set<object>();
let problems = 0;
const report = (text: string) => {
	problems += 1;
	console.error(text);
};

async function lint(file: string, lines: Line[]) {
	const source = lines.map(({ text }) => `${text}\n`).join('');
	const [{ messages }] = await linter.lintText(source, { filePath: file });
	for (const { line, message, ruleId } of messages) {
		const { at } = lines[line - 1];
		const exception = exceptions.find(
			(one) => one.file === file && one.rule === ruleId && at.includes(` ${one.field}]`),
		);
		if (exception) needed.add(exception);
		else report(`${file}: ${at}: ${message} (${ruleId ?? 'syntax'})`);
	}
}

for (const { file, instance } of nodes) await lint(file, classLines(instance, 'INodeType'));
for (const { file, instance } of credentials) await lint(file, classLines(instance, 'ICredentialType'));
for (const exception of exceptions) {
	const { file, field, rule, why } = exception;
	if (needed.has(exception)) console.log(`${file}: ${field} is an exception to ${rule}: ${why}`);
	else report(`${file}: ${field} needs no exception to ${rule} any more`);
}
console.log(`${nodes.length + credentials.length} descriptions, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
