// What no reader of any version of YAML takes for something else than a text.
const plainText = /^[A-Za-z_/][\w ./@+=-]*$/u;
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/iu;

/** A value as YAML on one line, in the quotes that stood there before; undefined for lists and objects. */
export function formatScalar(value: unknown, before?: string): string | undefined {
	if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
	if (typeof value === "boolean" || value === null) return String(value);
	if (typeof value !== "string") return undefined;
	return formatText(value, before);
}

function formatText(text: string, before: string | undefined): string {
	if (before === "QUOTE_SINGLE" && /^[ -&(-~]*$/u.test(text)) return `'${text}'`;
	if (before === "QUOTE_DOUBLE" || !plainText.test(text) || reserved.test(text)) return JSON.stringify(text);
	return text.trimEnd() === text ? text : JSON.stringify(text);
}
