const levels = "▁▂▃▄▅▆▇█";

/** Each value as high as it is large, the largest one highest. */
export function sparkline(values: readonly number[]): string {
	const largest = Math.max(0, ...values);
	const top = levels.length - 1;
	return values.map((value) => levels[largest === 0 ? 0 : Math.round((Math.max(0, value) / largest) * top)]).join("");
}
