const units = [
	["y", 31_536_000_000],
	["d", 86_400_000],
	["h", 3_600_000],
	["m", 60_000],
	["s", 1000],
] as const;

/** A span as its two largest units: `1m 05s`, `2h 03m`, `3d 04h`, `4y 51d`. */
export function duration(spanMs: number): string {
	const span = Math.abs(Math.trunc(spanMs / 1000) * 1000);
	const first = units.findIndex(([, size]) => span >= size);
	const unit = units[first];
	if (unit === undefined) return "0s";
	const [name, size] = unit;
	const next = units[first + 1];
	const head = `${Math.floor(span / size)}${name}`;
	if (next === undefined) return head;
	return `${head} ${String(Math.floor((span % size) / next[1])).padStart(2, "0")}${next[0]}`;
}
