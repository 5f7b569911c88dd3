export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object; none of anything else. */
export function fieldsOf(value: unknown): Fields {
	return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The objects of a JSON list; none of anything else. */
export function listOf(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.map(fieldsOf) : [];
}

export function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
