const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A span with its unit, like `90s`, `12h` or `7d`, in milliseconds. */
export function parseSpan(text: string): number | undefined {
	const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? [];
	return amount === "" ? undefined : Number(amount) * (units[unit] ?? 0);
}
