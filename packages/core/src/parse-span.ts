/** A span like `90s`, `10m`, `1h30m`, `1.5h`, `2w` or `500ms` in milliseconds; without a unit it is seconds. */
export function parseSpan(text: string): number | undefined {
	const compact = text.trim().toLowerCase().replaceAll(/\s+/g, "");
	if (/^\d+(?:\.\d+)?$/.test(compact)) return Math.round(Number(compact) * 1000);
	if (!grammar.test(compact)) return undefined;
	const parts = [...compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)];
	const sum = parts.reduce((sum, [, digits, unit = ""]) => sum + Number(digits) * (milliseconds.get(unit) ?? 0), 0);
	return Math.round(sum);
}

// The largest unit first and each at most once, as people write it.
const part = String.raw`\d+(?:\.\d+)?`;
const grammar = new RegExp(`^(?=\\d)(?:${part}w)?(?:${part}d)?(?:${part}h)?(?:${part}m)?(?:${part}s)?(?:${part}ms)?$`);

const milliseconds: ReadonlyMap<string, number> = new Map([
	["w", 604_800_000],
	["d", 86_400_000],
	["h", 3_600_000],
	["m", 60_000],
	["s", 1000],
	["ms", 1],
]);
