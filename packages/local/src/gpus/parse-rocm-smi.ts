import type { GpuReading } from "./gpu-tool.ts";
import { amdPrefix, type Gpu } from "./gpu.ts";

/** The GPUs in the JSON of `rocm-smi`, whose keys have changed their case over the years. */
export function parseRocmGpus(text: string): readonly Gpu[] {
	const driver = textIn(parseFields(text).get("system"), /^driver version$/i);
	return cardsIn(text).map(({ index, card }) => {
		const bytes = numberIn(card, /^VRAM Total Memory \(B\)$/i);
		return {
			id: `${amdPrefix}${String(index)}`,
			vendor: "amd",
			index,
			model: textIn(card, /^(?:Card|Device) (?:series|name)$/i),
			memMb: bytes === undefined ? undefined : Math.floor(bytes / 2 ** 20),
			driver,
		};
	});
}

/** By the id. */
export function parseRocmUse(text: string): ReadonlyMap<string, GpuReading> {
	return new Map(
		cardsIn(text).map(({ index, card }) => {
			const bytes = numberIn(card, /^VRAM Total Used Memory \(B\)$/i);
			const memMb = bytes === undefined ? undefined : Math.floor(bytes / 2 ** 20);
			return [`${amdPrefix}${String(index)}`, { utilPercent: numberIn(card, /^GPU use \(%\)$/i), memMb }];
		}),
	);
}

type Fields = ReadonlyMap<string, unknown>;

function cardsIn(text: string): readonly { readonly index: number; readonly card: unknown }[] {
	return [...parseFields(text)]
		.flatMap(([key, card]) => {
			const [, index] = /^card(\d+)$/.exec(key) ?? [];
			return index === undefined ? [] : [{ index: Number(index), card }];
		})
		.toSorted((a, b) => a.index - b.index);
}

/** Warnings may go before the JSON. */
function parseFields(text: string): Fields {
	try {
		return fieldsOf(JSON.parse(text.slice(Math.max(0, text.indexOf("{")))));
	} catch {
		return new Map();
	}
}

function fieldsOf(value: unknown): Fields {
	return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : new Map();
}

function textIn(record: unknown, key: RegExp): string | undefined {
	const [, value] = [...fieldsOf(record)].find(([name]) => key.test(name)) ?? [];
	return typeof value === "string" && value !== "" && value !== "N/A" ? value : undefined;
}

function numberIn(record: unknown, key: RegExp): number | undefined {
	const value = Number.parseFloat(textIn(record, key) ?? "");
	return Number.isNaN(value) ? undefined : value;
}
