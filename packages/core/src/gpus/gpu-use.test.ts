import { expect, it } from "vitest";
import { formatGpuUse, formatGpuUseBriefly, formatGpuUseNow, type GpuUse, parseGpuUse } from "./gpu-use.ts";

const whole: GpuUse = { gpus: 1, averagePercent: 7, mostMemMb: 2150, totalMemMb: 81_559 };

it.each<[GpuUse, string, string]>([
	[whole, "asked 1 GPU, used 7 % on average, 2.1 GB of 80 GB at most", "GPU 7 %, 2.1 GB"],
	[
		{ ...whole, gpus: 2, latestPercent: 99, latestMemMb: 3 },
		"asked 2 GPUs, used 99 % now, 7 % on average, 2.1 GB of 80 GB at most",
		"2 GPUs 7 %, 2.1 GB",
	],
	[{ gpus: 1, mostMemMb: 12_000 }, "asked 1 GPU, 12 GB of memory at most", "GPU 12 GB"],
	[
		{ gpus: 1, averagePercent: 0, mostMemMb: 3, totalMemMb: 500 },
		"asked 1 GPU, used 0 % on average, 3 MB of 500 MB at most",
		"GPU 0 %, 3 MB",
	],
	[{ gpus: 4 }, "asked 4 GPUs", "4 GPUs"],
])("%j is said as %s", (use, text, brief) => {
	expect(formatGpuUse(use)).toBe(text);
	expect(formatGpuUseBriefly(use)).toBe(brief);
});

it.each<[GpuUse, string]>([
	[{ ...whole, latestPercent: 93, latestMemMb: 2150 }, "93 %, 2.1 GB of 80 GB"],
	[{ gpus: 2, latestMemMb: 500 }, "500 MB of memory"],
	[whole, ""],
])("%j is now %s", (use, text) => {
	expect(formatGpuUseNow(use)).toBe(text);
});

it("what a server says is read as it was said", () => {
	expect(parseGpuUse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
	expect(parseGpuUse({ gpus: 1, averagePercent: "7", odd: 2 })).toEqual({ gpus: 1 });
});

it.each([undefined, null, 7, "x", [], {}, { gpus: "1" }])("%j says nothing of GPUs", (value) => {
	expect(parseGpuUse(value)).toBeUndefined();
});
