import type { TypeFlaw } from "./flaws.ts";
import { formatPath } from "./format-path.ts";

/** The value that was certainly meant by one of the wrong type; undefined where that is a guess. */
export function repairValue({ path, expected, actual }: TypeFlaw): unknown {
	if (typeof actual !== "string" || actual.trim() === "") return undefined;
	if (expected === "boolean") return /^(true|yes|on|1)$/i.test(actual.trim()) ? true : undefined;
	return repairs[formatPath(path).replaceAll(/\[\d+\]/g, "[]")]?.(actual.trim());
}

const repairs: Readonly<Record<string, (text: string) => unknown>> = {
	mem: megabytesIn,
	disk: megabytesIn,
	// Names have neither spaces nor commas.
	parents: (text) => text.split(/[\s,]+/).filter((name) => name !== ""),
	uris: (text) => (/[\s,]/.test(text) ? undefined : [text]),
	"fetch[]": (text) => ({ uri: text }),
};

/** Chronos counts in units of 2^20 bytes, whatever they are called. */
const megabytes: Readonly<Record<string, number>> = {
	m: 1,
	mi: 1,
	mb: 1,
	mib: 1,
	g: 1024,
	gi: 1024,
	gb: 1024,
	gib: 1024,
};

function megabytesIn(text: string): number | undefined {
	const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? [];
	const factor = megabytes[unit.toLowerCase()];
	return factor === undefined ? undefined : Number(amount) * factor;
}
