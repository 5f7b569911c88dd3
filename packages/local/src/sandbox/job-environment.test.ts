import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { jobEnvironment } from "./job-environment.ts";

describe("the GPUs in an environment", () => {
	const own = { name: "CUDA_VISIBLE_DEVICES", value: "7" };
	it.each([
		["are those that were assigned", ["GPU-a", "GPU-b"], true, [], "GPU-a,GPU-b", "GPU-a,GPU-b"],
		["are not hidden by the variable of CUDA when they are AMD's", ["amd.com/gpu=1"], true, [], undefined, "", "1"],
		["are those that were assigned, whatever the job says", ["GPU-a"], true, [own], "GPU-a", "GPU-a"],
		["are none on a machine that has some for others", [], true, [], "", ""],
		["are what the job says when it was assigned none", [], true, [own], "7", ""],
		["are not spoken of on a machine without any", [], false, [], undefined, undefined],
	])(
		"%s",
		(
			...[
				,
				devices,
				hidesGpus,
				environmentVariables,
				cuda,
				nvidia,
				rocr = devices.length > 0 || hidesGpus ? "" : undefined,
			]
		) => {
			const job = Job.parse({ name: "j", schedule: "R//PT1H", command: "true", environmentVariables });
			const account = { name: "ann", uid: 1000, gid: 1000, home: "/home/ann" };
			const at = { taskId: "ct:1:0:j:", workDirectory: "/w", hostName: "h", path: "/bin" };
			const environment = jobEnvironment({ job, account, devices, hidesGpus, ...at });
			expect(environment["CUDA_VISIBLE_DEVICES"]).toBe(cuda);
			expect(environment["NVIDIA_VISIBLE_DEVICES"]).toBe(nvidia);
			expect(environment["ROCR_VISIBLE_DEVICES"]).toBe(rocr);
		},
	);
});
