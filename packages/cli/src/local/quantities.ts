import { ChronosError } from "@chronos-job/core";

/** A size like `512`, `64M` or `1.5G` in megabytes; without a unit it is megabytes already. */
export function parseMegabytes(text: string): number | undefined {
	const [, digits, unit = "m"] = /^(\d+(?:\.\d+)?)\s*([kmgt])?(?:i?b)?$/i.exec(text.trim()) ?? [];
	const factor = megabytes.get(unit.toLowerCase());
	return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

const megabytes: ReadonlyMap<string, number> = new Map([
	["k", 1 / 1024],
	["m", 1],
	["g", 1024],
	["t", 1024 * 1024],
]);

/** The value of an option, or the complaint that it cannot be read. */
export function readQuantity(
	option: string,
	text: string | undefined,
	{ parse, like }: { readonly parse: (text: string) => number | undefined; readonly like: string },
): number | undefined {
	if (text === undefined) return undefined;
	const value = parse(text);
	if (value !== undefined) return value;
	throw new ChronosError("usage.invalid", `${option} cannot be "${text}"`, { hint: `Write something like ${like}.` });
}
