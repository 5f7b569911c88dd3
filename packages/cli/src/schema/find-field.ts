/** The parts of a JSON Schema that a reader of the manual sees. */
export interface SchemaNode {
	readonly type?: string | readonly string[];
	readonly description?: string;
	readonly default?: unknown;
	readonly examples?: readonly unknown[];
	readonly enum?: readonly unknown[];
	readonly pattern?: string;
	readonly minimum?: number;
	readonly properties?: Readonly<Record<string, SchemaNode>>;
	readonly items?: SchemaNode | readonly SchemaNode[] | boolean;
	readonly required?: readonly string[];
}

export type FoundField =
	| { readonly node: SchemaNode }
	| { readonly node?: undefined; readonly unknown: string; readonly known: readonly string[] };

/** Follows a dotted path; lists are stepped through, so `container.volumes.mode` works. */
export function findField(root: SchemaNode, path: string): FoundField {
	let node = root;
	for (const name of path.replaceAll(/\[\d*\]/g, "").split(".")) {
		const properties = propertiesOf(node);
		const next = new Map(Object.entries(properties)).get(name);
		if (next === undefined) return { unknown: name, known: Object.keys(properties) };
		node = next;
	}
	return { node };
}

export function propertiesOf(node: SchemaNode): Readonly<Record<string, SchemaNode>> {
	if (node.properties !== undefined) return node.properties;
	const { items } = node;
	return typeof items === "object" && !isList(items) ? (items.properties ?? {}) : {};
}

function isList(items: SchemaNode | readonly SchemaNode[]): items is readonly SchemaNode[] {
	return Array.isArray(items);
}
