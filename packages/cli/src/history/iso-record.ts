const times = new Set(["at", "from", "to", "since"]);

/** A record as programs read it: every time in it becomes ISO 8601, and what is unknown is left out. */
export function isoRecord(value: object): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, field]) => field !== undefined)
			.map(([key, field]) => [key, isoValue(key, field)]),
	);
}

function isoValue(key: string, value: unknown): unknown {
	if (typeof value === "number" && (times.has(key) || key.endsWith("At"))) return new Date(value).toISOString();
	if (Array.isArray(value)) return value.map((item: unknown) => isoValue("", item));
	return typeof value === "object" && value !== null ? isoRecord(value) : value;
}
