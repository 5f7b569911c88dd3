import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { openGpuImages } from "../../gpus/gpu-images.ts";
import type { ChosenEngine } from "./engine-desk.ts";
import { learningStore, studyImage } from "./study-image.ts";

const reply = { Config: { Env: ["CUDA_VERSION=13.0.1"] } };
const job = Job.parse({ name: "a", schedule: "R//PT1H", command: "x", gpus: 1, container: { image: "reg/a:1" } });
const obstacle = "reg/a:1 has CUDA 13.0, which needs driver 580 or newer; this machine has 535.104.05";

function openImages() {
	return openGpuImages(() => [{ id: "GPU-a", vendor: "nvidia", driver: "535.104.05" }]);
}

function deskOf(findImage: (name: string) => Promise<object | undefined>) {
	return { choose: () => Promise.resolve({ client: { findImage } } as unknown as ChosenEngine) };
}

describe("the image of a job with GPUs", () => {
	it("is looked into once", async () => {
		const gpuImages = openImages();
		const asked: string[] = [];
		const desk = deskOf(async (name) => (asked.push(name), reply));
		await studyImage(job, { desk, gpuImages }, systemClock);
		await studyImage(job, { desk, gpuImages }, systemClock);
		expect([asked, gpuImages.findObstacle(job)]).toEqual([["reg/a:1"], obstacle]);
	});

	it.each<[string, ReturnType<typeof deskOf>]>([
		["the engine does not have", deskOf(async () => undefined)],
		["the engine does not tell of", deskOf(() => Promise.reject(new Error("gone")))],
	])("that %s stays unknown", async (_, desk) => {
		const gpuImages = openImages();
		await studyImage(job, { desk, gpuImages }, systemClock);
		expect(gpuImages.isStrange(job)).toBe(true);
	});

	it("is waited for a second and no longer", async () => {
		const sleeps: number[] = [];
		const clock = { now: () => 0, sleep: async (ms: number) => void sleeps.push(ms) };
		await studyImage(job, { desk: deskOf(() => new Promise(() => {})), gpuImages: openImages() }, clock);
		expect(sleeps).toEqual([1000]);
	});

	it("is known by who launched it", async () => {
		const gpuImages = openImages();
		const store = learningStore({ have: async () => reply }, gpuImages);
		await store.have({} as ChosenEngine, "reg/a:1", { fresh: false, credentials: async () => undefined });
		expect(gpuImages.findObstacle(job)).toBe(obstacle);
	});
});
