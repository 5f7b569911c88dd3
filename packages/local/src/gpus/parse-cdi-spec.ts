import { parseDocument } from "@chronos-job/core";
import { amdPrefix, type Gpu } from "./gpu.ts";

/** The GPUs that a specification of devices for containers names, each once; the name of the file tells JSON from YAML. */
export function parseCdiSpec(text: string, file: string): readonly Gpu[] {
	return parseDocument(text, file).values.flatMap((value) => {
		const { kind, devices } = fieldsOf(value);
		const vendor = kinds.get(textOf(kind));
		if (vendor === undefined || !Array.isArray(devices)) return [];
		const names = devices.map((device: unknown) => textOf(fieldsOf(device)["name"]));
		return eachOnce(names).map((name) => gpuOf(vendor, name));
	});
}

const kinds: ReadonlyMap<string, Gpu["vendor"]> = new Map([
	["nvidia.com/gpu", "nvidia"],
	["amd.com/gpu", "amd"],
]);

/** A device often stands there by its index, by its id and as one of all. */
function eachOnce(names: readonly string[]): readonly string[] {
	const indices = names.filter((name) => /^\d+(?::\d+)?$/.test(name));
	if (indices.length > 0) return indices;
	return names.filter((name) => name !== "" && name !== "all");
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
