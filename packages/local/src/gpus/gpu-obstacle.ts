import { examineGpuImage } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { Gpu } from "./gpu.ts";

/** Why a job's image cannot use the GPUs of this machine, as far as its name tells. */
export function findGpuObstacle({ container, gpus = 0 }: Job, known: readonly Gpu[]): string | undefined {
	const machine = known.find(({ vendor, driver }) => vendor === "nvidia" && driver !== undefined);
	if (container === undefined || gpus <= 0 || machine === undefined) return undefined;
	const remarks = examineGpuImage({ name: container.image }, machine);
	return remarks.find(({ isCertain }) => isCertain)?.message;
}
