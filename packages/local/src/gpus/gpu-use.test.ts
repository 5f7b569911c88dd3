import { expect, it } from "vitest";
import { emptyTally, type GpuTally, lastingUseOf, useOf, withReadings } from "./gpu-use.ts";
import type { GpuReading } from "./gpu-tool.ts";

function seen(looks: readonly (readonly [at: number, ...readings: GpuReading[]])[]): GpuTally {
	return looks.reduce((tally, [at, ...readings]) => withReadings(tally, readings, at), emptyTally(0));
}

const one = { gpus: 1, totalMemMb: 81_559 };

it.each([
	["nothing before anybody looked", [], undefined],
	["nothing where the driver tells nothing", [[1000, {}], [6000]], undefined],
	[
		"an average over the time, not over the looks",
		[
			[1000, { utilPercent: 100, memMb: 10 }],
			[10_000, { utilPercent: 0, memMb: 2150.4 }],
			[20_000, { utilPercent: 0, memMb: 5 }],
		],
		{ averagePercent: 5, latestPercent: 0, mostMemMb: 2150, latestMemMb: 5 },
	],
	[
		"all GPUs together",
		[[1000, { utilPercent: 90, memMb: 10 }, { utilPercent: 0, memMb: 20 }]],
		{ averagePercent: 45, latestPercent: 45, mostMemMb: 30, latestMemMb: 30 },
	],
	["the memory alone where no more is told", [[1000, { memMb: 7 }]], { mostMemMb: 7, latestMemMb: 7 }],
	[
		"what was known last where a look tells nothing",
		[[1000, { utilPercent: 40, memMb: 7 }], [6000]],
		{ averagePercent: 40, latestPercent: 40, mostMemMb: 7, latestMemMb: 7 },
	],
	[
		"something also when the clock was set back",
		[
			[1000, { utilPercent: 50 }],
			[500, { utilPercent: 50 }],
		],
		{ averagePercent: 50, latestPercent: 50 },
	],
] as const)("the use of GPUs is %s", (...[, looks, expected]) => {
	expect(useOf(seen(looks), one)).toEqual(expected && { ...one, ...expected });
});

it("what is kept is the whole, not the moment", () => {
	const use = useOf(seen([[1000, { utilPercent: 7, memMb: 3 }]]), { gpus: 2, totalMemMb: undefined });
	expect(use && lastingUseOf(use)).toEqual({ gpus: 2, averagePercent: 7, mostMemMb: 3 });
});
