/** A value as a message names it: `the text "4 GB"`, `the number 2.7`, `a list`. */
export function formatValue(value: unknown): string {
	if (typeof value === "string") return `the text ${quote(value)}`;
	if (typeof value === "number") return `the number ${value}`;
	if (typeof value === "boolean") return String(value);
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
	return value === null ? "null" : "an object";
}

/** A text in quotes, on one line and not longer than a message can bear. */
export function quote(text: string): string {
	const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
	return JSON.stringify(short);
}
