import { parseDocument } from "@chronos-job/core";
import { amdPrefix, type Gpu } from "./gpu.ts";

export interface CdiContent {
	/** Each once. */
	readonly gpus: readonly Gpu[];
	/** All that engines know them by, such as `nvidia.com/gpu=0`. */
	readonly names: readonly string[];
}

/** What a specification of devices for containers says of GPUs; the name of the file tells JSON from YAML. */
export function parseCdiSpec(text: string, file: string): CdiContent {
	const all = parseDocument(text, file).values.map(contentOf);
	return { gpus: all.flatMap(({ gpus }) => gpus), names: all.flatMap(({ names }) => names) };
}

function contentOf(value: unknown): CdiContent {
	const { kind, devices } = fieldsOf(value);
	const vendor = kinds.get(textOf(kind));
	if (vendor === undefined || !Array.isArray(devices)) return { gpus: [], names: [] };
	const names = devices.map((device: unknown) => textOf(fieldsOf(device)["name"])).filter((name) => name !== "");
	return {
		gpus: eachOnce(names).map((name) => gpuOf(vendor, name)),
		names: names.map((name) => `${textOf(kind)}=${name}`),
	};
}

const kinds: ReadonlyMap<string, Gpu["vendor"]> = new Map([
	["nvidia.com/gpu", "nvidia"],
	["amd.com/gpu", "amd"],
]);

/** A device often stands there by its index, by its id and as one of all. */
function eachOnce(names: readonly string[]): readonly string[] {
	const indices = names.filter((name) => /^\d+(?::\d+)?$/.test(name));
	if (indices.length > 0) return indices;
	return names.filter((name) => name !== "all");
}

function gpuOf(vendor: Gpu["vendor"], name: string): Gpu {
	const index = /^\d+$/.test(name) ? Number(name) : undefined;
	return { id: vendor === "amd" ? `${amdPrefix}${name}` : name, vendor, index };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
