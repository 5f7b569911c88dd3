/** What an engine is asked to make; the names are those of the Engine API. */
export interface ContainerBody {
	readonly Image: string;
	readonly HostConfig: Fields;
	readonly [field: string]: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

/** One thing that is said about a container, and how it goes together with what was said before. */
export interface Change {
	readonly to: "container" | "host";
	readonly field: string;
	/** A list gets longer and a map wider; anything else is replaced. */
	readonly value: unknown;
}

/** What a part of a job comes to, or why it cannot. */
export type Changes =
	| { readonly kind: "changes"; readonly changes: readonly Change[] }
	| { readonly kind: "refused"; readonly reason: string };

/** The changes one after the other. */
export function applyChanges(body: ContainerBody, changes: readonly Change[]): ContainerBody {
	return changes.reduce((before, { to, field, value }): ContainerBody => {
		if (to === "container") return { ...before, [field]: together(before[field], value) };
		const { HostConfig: host } = before;
		return { ...before, HostConfig: { ...host, [field]: together(host[field], value) } };
	}, body);
}

/** Fields of the container, and those of its HostConfig. */
export function changesOf(container: Fields, host: Fields = {}): Changes {
	const list = (to: Change["to"], fields: Fields): readonly Change[] =>
		Object.entries(fields).map(([field, value]) => ({ to, field, value }));
	return { kind: "changes", changes: [...list("container", container), ...list("host", host)] };
}

export function refuse(reason: string): Extract<Changes, { kind: "refused" }> {
	return { kind: "refused", reason };
}

/** All of them, or the first refusal. */
export function joinChanges(parts: readonly Changes[]): Changes {
	const refusal = parts.find(({ kind }) => kind === "refused");
	if (refusal !== undefined) return refusal;
	return { kind: "changes", changes: parts.flatMap((part) => (part.kind === "changes" ? part.changes : [])) };
}

function together(before: unknown, value: unknown): unknown {
	if (isList(before) && isList(value)) return [...before, ...value];
	return isMap(before) && isMap(value) ? { ...before, ...value } : value;
}

/** A list of anything. */
export function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

/** Fields by name. */
export function isMap(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
