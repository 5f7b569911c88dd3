import { parseSpan } from "../follow/parse-span.ts";

/** How long ago something was, as `30d`, `2w` or `12h`, in milliseconds: nobody waits for it, so it may be years. */
export function parseAge(text: string): number | undefined {
	const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([wd])$/i.exec(text.trim()) ?? [];
	if (digits === undefined) return parseSpan(text);
	return Number(digits) * (unit?.toLowerCase() === "w" ? 7 : 1) * dayMs;
}

const dayMs = 86_400_000;
