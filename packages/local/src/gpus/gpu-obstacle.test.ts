import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { findGpuObstacle } from "./gpu-obstacle.ts";

const old = { id: "GPU-a", vendor: "nvidia", driver: "418.40.04", cuda: "10.1" } as const;
const image = (name: string) => ({ container: { type: "MESOS", image: name } });

it.each([
	[
		"a CUDA that the driver is too old for",
		{ gpus: 1, ...image("nvidia/cuda:12.4.1-base") },
		[old],
		"needs driver 525.60.13",
	],
	["a CUDA that the driver knows", { gpus: 1, ...image("nvidia/cuda:10.1-base") }, [old], undefined],
	["a name that tells nothing", { gpus: 1, ...image("x/train:7") }, [old], undefined],
	["no GPUs", image("nvidia/cuda:12.4.1-base"), [old], undefined],
	["no image", { gpus: 1 }, [old], undefined],
	[
		"a driver that nobody knows",
		{ gpus: 1, ...image("nvidia/cuda:12.4.1") },
		[{ id: "0", vendor: "nvidia" }],
		undefined,
	],
] as const)("a job with %s", (...[, fields, known, obstacle]) => {
	const job = Job.parse({ name: "j", command: "true", schedule: "R1//P1Y", ...fields });
	expect(findGpuObstacle(job, known)?.includes(obstacle ?? "")).toBe(obstacle === undefined ? undefined : true);
});
