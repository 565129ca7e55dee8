import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyRouting,
	ResourceMapperFields,
} from 'n8n-workflow';

/** A list to pick from, as the editor asks for it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The fields of a resource mapper, as the editor asks for them. */
export type FieldMapping = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

export type Property = Omit<INodeProperties, 'name'>;

/**
 * One field of an operation, stated once: what the editor shows, what a value has to be, and how it travels. Fields are
 * keyed by the vendor's parameter; in n8n a field has that key in camelCase as name, unless it states another.
 */
export interface Field<Value = unknown> {
	property: Property;
	name?: string;
	/**
	 * Reads what the workflow holds into what the operation works with; undefined while there is no value.
	 *
	 * @param json the item, for what takes its values from there by name
	 * @throws Problem that names the field
	 */
	parse(raw: unknown, json: IDataObject): Value;
	/** Whether the value is taken from the item even where no expression says so. */
	readsItem?: boolean;
	/** Whether it is a parameter of the request; else it steers the node. */
	isSent: boolean;
	/** Whether the value is sent as the editor holds it, so that n8n itself could send it. */
	isPlain: boolean;
	/** The value as it is sent, where that differs. */
	encode?(value: unknown): unknown;
	/** Methods of the editor that the property names. */
	search?: Record<string, ListSearch>;
	mapping?: Record<string, FieldMapping>;
}

/** Fields in a collection: those that the user adds have a value. Their values stand beside those of the other fields. */
export interface Group<Members extends Fields = Fields> {
	property: Property;
	name?: string;
	members: Members;
}

export type Fields = { [key: string]: Field | Group };

export const isGroup = (field: Field | Group): field is Group => 'members' in field;

type Intersection<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
	part: infer Part,
) => void
	? Part
	: never;

/** The values of an operation's fields, checked, by key; what is not shown or not filled in is undefined. */
export type InputOf<F extends Fields> = {
	[Key in keyof F as F[Key] extends Group ? never : Key]: F[Key] extends Field<infer Value> ? Value : never;
} & Intersection<
	{ [Key in keyof F]: F[Key] extends Group<infer Members> ? InputOf<Members> : never }[keyof F]
>;

/** `TaskId` and `task_id` are `taskId` in n8n. */
export const camelName = (key: string): string =>
	key.charAt(0).toLowerCase() + key.slice(1).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const nameOf = (key: string, field: Field | Group): string => field.name ?? camelName(key);

/** How n8n itself would send a field; undefined where an expression cannot tell. */
export type Routing = (key: string, field: Field) => INodePropertyRouting | undefined;

const properties = new WeakMap<Field | Group, Map<string, INodeProperties>>();

/**
 * The field as n8n's editor shows it. One object for one field: a field that several operations list is shown once, for
 * all of them.
 */
export function propertyOf(key: string, field: Field | Group, routing: Routing): INodeProperties {
	let known = properties.get(field);
	if (!known) properties.set(field, (known = new Map<string, INodeProperties>()));
	let property = known.get(key);
	if (!property) {
		property = isGroup(field)
			? { ...field.property, name: nameOf(key, field), options: membersOf(field.members, routing) }
			: withRouting({ ...field.property, name: nameOf(key, field) }, routing(key, field));
		known.set(key, property);
	}
	return property;
}

const withRouting = (property: INodeProperties, routing: INodePropertyRouting | undefined) =>
	routing === undefined ? property : { ...property, routing };

const membersOf = (members: Fields, routing: Routing): INodeProperties[] =>
	Object.entries(members)
		.map(([key, member]) => propertyOf(key, member, routing))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/** All fields with their keys, those in groups included. */
export function* allFields(fields: Fields): Generator<[key: string, field: Field]> {
	for (const [key, field] of Object.entries(fields)) {
		if (isGroup(field)) yield* allFields(field.members);
		else yield [key, field];
	}
}

/** Of a list's fields, what every one of its entries is read by: lists of many items have hundreds of thousands of entries. */
const readers = new WeakMap<Fields, Array<{ key: string; name: string; field: Field }>>();

/**
 * The values of an entry of a list, which has fields of its own.
 *
 * @throws Problem that names the field
 */
export function inputOf<Members extends Fields>(
	members: Members,
	values: IDataObject,
	json: IDataObject,
): InputOf<Members> {
	let fields = readers.get(members);
	if (!fields) {
		fields = [...allFields(members)].map(([key, field]) => ({ key, name: nameOf(key, field), field }));
		readers.set(members, fields);
	}
	const read: Record<string, unknown> = {};
	for (const { key, name, field } of fields) read[key] = field.parse(values[name], json);
	return read as InputOf<Members>;
}
