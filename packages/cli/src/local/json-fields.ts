/** The fields of a JSON object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

export function parseFields(text: string): Readonly<Record<string, unknown>> {
	try {
		return fieldsOf(JSON.parse(text));
	} catch {
		return {};
	}
}

export function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

export function numberOf(value: unknown): number {
	return typeof value === "number" ? value : 0;
}

/** ISO 8601 as milliseconds. */
export function timeOf(value: unknown): number {
	return Date.parse(textOf(value)) || 0;
}

export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
