import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { openGpuImages } from "./gpu-images.ts";

const h100 = { id: "GPU-a", vendor: "nvidia", driver: "535.104.05", cuda: "12.2" } as const;

function jobOf(fields: object = {}) {
	return Job.parse({
		name: "a",
		schedule: "R//PT1H",
		command: "x",
		gpus: 1,
		container: { image: "reg/a:1" },
		...fields,
	});
}

describe("an image that a job wants GPUs in", () => {
	it("is strange until somebody has looked into it", () => {
		const images = openGpuImages(() => [h100]);
		expect(images.isStrange(jobOf())).toBe(true);
		expect([images.findObstacle(jobOf()), images.findDoubt(jobOf())]).toEqual([undefined, undefined]);
		images.learn("reg/a:1", []);
		expect(images.isStrange(jobOf())).toBe(false);
	});

	it.each<[string, readonly string[], string | undefined, string | undefined]>([
		["is all right", ["NVIDIA_VISIBLE_DEVICES=all", "CUDA_VERSION=12.2.0"], undefined, undefined],
		[
			"is too new",
			["NVIDIA_VISIBLE_DEVICES=all", "CUDA_VERSION=13.0.1"],
			"reg/a:1 has CUDA 13.0, which needs driver 580 or newer; this machine has 535.104.05",
			undefined,
		],
		[
			"gets nothing from Mesos",
			["A=b=c"],
			undefined,
			"reg/a:1 does not say NVIDIA_VISIBLE_DEVICES, and Mesos gives no driver to such an image",
		],
	])("%s", (_, variables, ...[obstacle, doubt]) => {
		const images = openGpuImages(() => [h100]);
		images.learn("reg/a:1", variables);
		expect([images.findObstacle(jobOf()), images.findDoubt(jobOf())]).toEqual([obstacle, doubt]);
	});

	it.each([
		["no GPU is wanted", jobOf({ gpus: 0 }), [h100]],
		["there is no image", jobOf({ container: undefined }), [h100]],
		["there is no GPU of NVIDIA", jobOf(), [{ id: "amd.com/gpu=0", vendor: "amd" } as const]],
	])("is nobody's business when %s", (_, job, gpus) => {
		const images = openGpuImages(() => gpus);
		images.learn("reg/a:1", ["CUDA_VERSION=13.0.1"]);
		expect([images.findObstacle(job), images.findDoubt(job)]).toEqual([undefined, undefined]);
	});
});
