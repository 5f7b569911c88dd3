import type { GpuReading } from "./gpu-tool.ts";
import type { Gpu } from "./gpu.ts";

/** What `nvidia-smi -L` names; a GPU that is divided counts as its parts. */
export function parseNvidiaList(text: string): readonly Gpu[] {
	const wholes: Gpu[][] = [];
	for (const line of text.split("\n")) {
		const { whole, part, place, index, id = "" } = listLine.exec(line)?.groups ?? {};
		const [of] = wholes.at(-1) ?? [];
		if (whole !== undefined) wholes.push([{ id, vendor: "nvidia", index: Number(index), model: whole.trim() }]);
		else if (part !== undefined && of !== undefined)
			wholes.at(-1)?.push({ ...partOf(of, part.trim(), id), partIndex: Number(place) });
	}
	return wholes.flatMap(([whole, ...parts]) => (parts.length === 0 && whole !== undefined ? [whole] : parts));
}

const listLine =
	/^\s*(?:GPU (?<index>\d+):(?<whole>.*)|MIG (?<part>.*?)\s+Device\s+(?<place>\d+):\s*)\(UUID:\s*(?<id>[^)\s]+)\)/;

function partOf({ id: partOf, vendor, index, model = "" }: Gpu, profile: string, id: string): Gpu {
	const [, gigabytes] = /(\d+)gb/.exec(profile) ?? [];
	const memMb = gigabytes === undefined ? undefined : Number(gigabytes) * 1024;
	return { id, vendor, index, model: `${model} MIG ${profile}`, memMb, partOf };
}

/** The fields of `--query-gpu` that `parseNvidiaTable` reads. */
export const tableFields = "uuid,name,memory.total,driver_version";

/** By the id; what the driver does not tell is left out. */
export function parseNvidiaTable(text: string): ReadonlyMap<string, Pick<Gpu, "model" | "memMb" | "driver">> {
	return new Map(
		rowsIn(text).map(([id = "", model, memory, driver]) => [
			id,
			{ model: knownText(model), memMb: knownNumber(memory), driver: knownText(driver) },
		]),
	);
}

/** The newest CUDA that the driver knows, out of the head of `nvidia-smi`. */
export function parseCudaVersion(text: string): string | undefined {
	// Newer drivers name the part of theirs that they mean.
	return /CUDA (?:UMD )?Version\s*:\s*(\d+\.\d+)/.exec(text)?.[1];
}

/** The fields of `--query-gpu` that `parseNvidiaUse` reads. */
export const useFields = "uuid,utilization.gpu,memory.used";
/** The fields of `--query-compute-apps` that `parseNvidiaUse` reads. */
export const appFields = "gpu_uuid,pid,used_memory";

/** By the id; where a GPU does not count its memory, or is a part of one, its processes are added up. */
export function parseNvidiaUse(gpus: string, apps: string): ReadonlyMap<string, GpuReading> {
	const ofApps = memoriesIn(apps);
	const ofGpus = rowsIn(gpus).map(([id = "", util, memory]): [string, GpuReading] => [
		id,
		{ utilPercent: knownNumber(util), memMb: knownNumber(memory) ?? ofApps.get(id) },
	]);
	return new Map([...[...ofApps].map(([id, memMb]): [string, GpuReading] => [id, { memMb }]), ...ofGpus]);
}

function memoriesIn(apps: string): ReadonlyMap<string, number> {
	const known = rowsIn(apps).flatMap(([id = "", , memory]) => {
		const memMb = knownNumber(memory);
		return memMb === undefined ? [] : [{ id, memMb }];
	});
	const groups = Map.groupBy(known, ({ id }) => id);
	return new Map([...groups].map(([id, rows]) => [id, rows.reduce((sum, { memMb }) => sum + memMb, 0)]));
}

function rowsIn(text: string): readonly (readonly string[])[] {
	return text
		.split("\n")
		.map((line) => line.split(",").map((cell) => cell.trim()))
		.filter(([id = ""]) => /^(?:GPU|MIG)-/.test(id));
}

/** Such as `[N/A]`, `[Not Supported]` or `[Unknown Error]`. */
function knownText(cell: string | undefined): string | undefined {
	return cell === undefined || cell === "" || /^\[.*\]$/.test(cell) ? undefined : cell;
}

function knownNumber(cell: string | undefined): number | undefined {
	const value = Number.parseFloat(knownText(cell) ?? "");
	return Number.isNaN(value) ? undefined : value;
}
