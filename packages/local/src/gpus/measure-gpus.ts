import { type DetectGpusOptions, inTime } from "./detect-gpus.ts";
import { vendorOf } from "./gpu.ts";
import type { GpuReading } from "./gpu-tool.ts";
import { gpuTools } from "./gpu-tools.ts";

/** How much of GPUs is used just now, by their ids; of some nothing may be known, and a driver that hangs tells nothing. */
export async function measureGpus(
	ids: readonly string[],
	options: DetectGpusOptions,
): Promise<ReadonlyMap<string, GpuReading>> {
	const vendors = new Set(ids.map(vendorOf));
	const tools = gpuTools.filter(({ vendor }) => vendor !== undefined && vendors.has(vendor));
	const none: ReadonlyMap<string, GpuReading> = new Map();
	const all = await inTime(options, (question) =>
		Promise.all(tools.map(async (tool) => tool.measure?.(question).catch(() => none) ?? none)),
	);
	return new Map(all.flatMap((readings) => [...readings]).filter(([id]) => ids.includes(id)));
}
