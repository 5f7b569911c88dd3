import { parseSpan as parseAnySpan } from "@chronos-job/core";

/** A span that names its units, like `90s`, `12h` or `7d`, in milliseconds. */
export function parseSpan(text: string): number | undefined {
	return /[a-z]$/i.test(text) ? parseAnySpan(text) : undefined;
}
