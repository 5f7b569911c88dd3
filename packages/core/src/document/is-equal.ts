/** Whether two values would be the same JSON, whatever the order of their fields. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	if (Array.isArray(one)) {
		return (
			Array.isArray(other) && one.length === other.length && one.every((item, index) => isEqual(item, other[index]))
		);
	}
	return isObject(one) && isObject(other) && haveEqualFields(one, other);
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function haveEqualFields(one: object, other: object): boolean {
	const fields = new Map<string, unknown>(Object.entries(other));
	const entries: readonly (readonly [string, unknown])[] = Object.entries(one);
	return (
		entries.length === fields.size &&
		entries.every(([name, value]) => fields.has(name) && isEqual(value, fields.get(name)))
	);
}
