import type { Clock } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { GpuImages } from "../../gpus/gpu-images.ts";
import type { EngineDesk } from "./engine-desk.ts";
import type { ImageStore } from "./image-store.ts";

/** Whoever has an image for a job knows what is in it. */
export function learningStore(images: ImageStore, gpuImages: GpuImages): ImageStore {
	return {
		have: async (engine, name, how) => {
			const image = await images.have(engine, name, how);
			gpuImages.learn(name, image.Config?.Env ?? []);
			return image;
		},
	};
}

export interface Study {
	readonly desk: Pick<EngineDesk, "choose">;
	readonly gpuImages: GpuImages;
}

/** Looks into the image of a job with GPUs, if nobody has. */
export async function studyImage(job: Job, { desk, gpuImages }: Study, clock: Clock): Promise<void> {
	const { container: { image = "" } = {} } = job;
	if (!gpuImages.isStrange(job)) return;
	async function look(): Promise<void> {
		const engine = await desk.choose();
		const found = "available" in engine ? undefined : await engine.client.findImage(image);
		if (found !== undefined) gpuImages.learn(image, found.Config?.Env ?? []);
	}
	// Whoever submits the job waits for it.
	const over = new AbortController();
	const looked = look()
		.catch(() => undefined)
		.finally(() => over.abort());
	await Promise.race([looked, clock.sleep(studyMs, over.signal)]);
}

const studyMs = 1000;
