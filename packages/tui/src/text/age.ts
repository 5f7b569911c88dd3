const units = [
	["y", 31_536_000_000],
	["d", 86_400_000],
	["h", 3_600_000],
	["m", 60_000],
] as const;

/** A span in its largest unit: `14s 3m 5h 2d 4y`. */
export function formatAge(spanMs: number): string {
	const span = Math.max(0, spanMs);
	const [unit, size] = units.find(([, size]) => span >= size) ?? ["s", 1000];
	return `${Math.floor(span / size)}${unit}`;
}

/** As it is said in a sentence: `14 s`, `3 min`, `5 h`, `2 days`. */
export function formatSpan(spanMs: number): string {
	const age = formatAge(spanMs);
	const count = age.slice(0, -1);
	const word = words[age.slice(-1)] ?? "";
	return `${count} ${count === "1" ? (singles[word] ?? word) : word}`;
}

const words: Readonly<Record<string, string>> = { s: "s", m: "min", h: "h", d: "days", y: "years" };

const singles: Readonly<Partial<Record<string, string>>> = { days: "day", years: "year" };
