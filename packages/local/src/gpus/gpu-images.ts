import { examineGpuImage, type GpuRemark } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { Gpu } from "./gpu.ts";

/** What is in the images of jobs that want GPUs, as far as somebody has looked. */
export interface GpuImages {
	/** The variables that are set in an image, as `NAME=VALUE`. */
	learn(image: string, variables: readonly string[]): void;
	/** Whether nobody has looked into the image of a job that wants GPUs in it. */
	isStrange(job: Job): boolean;
	/** Why what is in the image cannot work with the driver of this machine. */
	findObstacle(job: Job): string | undefined;
	/** What may go wrong with it, here or on a cluster. */
	findDoubt(job: Job): string | undefined;
}

export function openGpuImages(known: () => readonly Gpu[] = () => []): GpuImages {
	const environments = new Map<string, Readonly<Record<string, string>>>();
	const remarksOn = (job: Job): readonly GpuRemark[] => {
		const name = imageOf(job);
		const environment = name === undefined ? undefined : environments.get(name);
		const machine = known().find(({ vendor }) => vendor === "nvidia");
		if (name === undefined || environment === undefined || machine === undefined) return [];
		return examineGpuImage({ name, environment }, machine);
	};
	return {
		learn: (image, variables) => void environments.set(image, Object.fromEntries(variables.map(pairOf))),
		isStrange: (job) => {
			const name = imageOf(job);
			return name !== undefined && !environments.has(name);
		},
		findObstacle: (job) => remarksOn(job).find(({ isCertain }) => isCertain)?.message,
		findDoubt: (job) => {
			const doubts = remarksOn(job).filter(({ isCertain }) => !isCertain);
			return doubts.length === 0 ? undefined : doubts.map(({ message }) => message).join("; ");
		},
	};
}

/** Of a job that wants GPUs in it. */
function imageOf({ container, gpus = 0 }: Job): string | undefined {
	return gpus > 0 ? container?.image : undefined;
}

function pairOf(line: string): readonly [string, string] {
	const [name = "", ...value] = line.split("=");
	return [name, value.join("=")];
}
