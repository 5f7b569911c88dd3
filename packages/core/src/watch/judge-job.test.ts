import { describe, expect, it } from "vitest";
import { judgeJob, openCase } from "./judge-job.ts";
import { momentOf, type Sketch } from "./moments.samples.ts";
import type { Fate, Until } from "./fate.ts";

const start = Date.UTC(2026, 10, 21, 12);
const everyMs = 2000;
const ended = "2026-11-21T12:00:01.000Z";
const once = { schedule: "R1//P1Y" };
const gone = { schedule: "R0/2027-11-21T12:00:00.000Z/P1Y" };
const daily = { schedule: "R/2026-11-22T06:00:00.000Z/P1D" };
const succeeded = { disabled: true, successCount: 1, lastSuccess: ended };
const failed = { errorCount: 1, lastError: ended };

interface Story {
	readonly base?: Sketch;
	readonly isSequel?: boolean;
	readonly until?: Until;
	readonly goesOn?: boolean;
	readonly isFed?: boolean;
}

/** Looks at a job every two seconds, or as often as a look says. */
function fateOf(
	looks: readonly (Sketch | undefined | number)[],
	{ base, isSequel = true, until = "any", goesOn = false, ...more }: Story,
): Fate["outcome"] | undefined {
	let known = openCase("nightly", { openedAt: start, base: base && momentOf(start, base), isSequel });
	let at = start;
	for (const look of looks) {
		at += typeof look === "number" ? look : everyMs;
		if (typeof look === "number") continue;
		const { next, fate } = judgeJob(known, look && momentOf(at, look), {
			at,
			everyMs,
			until,
			goesOn,
			isFed: more.isFed === true,
		});
		if (fate !== undefined) return fate.outcome;
		known = next;
	}
	return undefined;
}

describe("what comes of a submit", () => {
	it.each<[string, readonly (Sketch | undefined | number)[], Story, Fate["outcome"] | undefined]>([
		["it waits to be launched", [once, once], { goesOn: true }, undefined],
		[
			"it runs",
			[
				{ ...once, state: "queued" },
				{ ...gone, state: "1 running" },
			],
			{},
			undefined,
		],
		[
			"it succeeded",
			[
				{ ...once, state: "queued" },
				{ ...gone, state: "1 running" },
				{ ...gone, ...succeeded },
			],
			{},
			"succeeded",
		],
		["it succeeded before the first look", [{ ...gone, ...succeeded }], {}, "succeeded"],
		[
			"it failed for good",
			[
				{ ...gone, state: "1 running" },
				{ ...gone, ...failed },
			],
			{},
			"failed",
		],
		[
			"an attempt failed, and another is to come",
			[{ ...gone, state: "1 running" }, gone, gone, 50_000, gone],
			{},
			undefined,
		],
		[
			"the second attempt succeeded",
			[{ ...gone, state: "1 running" }, gone, 60_000, { ...gone, state: "queued" }, { ...gone, ...succeeded }],
			{},
			"succeeded",
		],
		[
			"it was killed, as no other attempt has come",
			[{ ...gone, state: "1 running" }, gone, 80_000, gone],
			{},
			"killed",
		],
		[
			"it was killed, and has no other attempts",
			[
				{ ...gone, retries: 0, state: "1 running" },
				{ ...gone, retries: 0 },
				{ ...gone, retries: 0 },
			],
			{},
			"killed",
		],
		[
			"one look without a verdict is not enough",
			[
				{ ...gone, retries: 0, state: "1 running" },
				{ ...gone, retries: 0 },
			],
			{},
			undefined,
		],
		["it is not shown yet", [undefined, undefined], {}, undefined],
		["it is never shown", [undefined, undefined, undefined], {}, "vanished"],
		["it was deleted", [{ ...gone, state: "1 running" }, undefined], {}, "vanished"],
		[
			"it lost its place in the queue",
			[
				{ ...once, state: "queued" },
				{ ...once, disabled: true },
				{ ...once, disabled: true },
			],
			{},
			"dropped",
		],
		[
			"it succeeded once more",
			[{ ...gone, ...succeeded, successCount: 2 }],
			{ base: { ...gone, ...succeeded } },
			"succeeded",
		],
		[
			"the run from before succeeded",
			[
				{ ...once, state: "1 running" },
				{ ...once, ...succeeded, disabled: false, state: "queued" },
			],
			{ base: { ...daily, state: "1 running" } },
			undefined,
		],
		[
			"the run from before succeeded, and its own failed",
			[
				{ ...once, state: "1 running" },
				{ ...once, successCount: 1, lastSuccess: ended },
				{ ...gone, successCount: 1, lastSuccess: ended, ...failed },
			],
			{ base: { ...daily, state: "1 running" } },
			"failed",
		],
		["nothing will ever start it", [{ parents: ["a"] }, { parents: ["a"] }], {}, "idle"],
		["its parent has not run yet", [{ parents: ["a"] }, { parents: ["a"] }], { goesOn: true }, undefined],
	])("%s", (...[, looks, story, expected]) => {
		expect(fateOf(looks, story)).toBe(expected);
	});
});

it("a child has a moment to be queued once its parents are done", () => {
	let known = openCase("nightly", { openedAt: start, base: undefined, isSequel: true });
	const looks = [true, true, false].map((goesOn, index) => {
		const at = start + everyMs * (index + 1);
		const judged = judgeJob(known, momentOf(at, { parents: ["a"] }), {
			at,
			everyMs,
			until: "any",
			goesOn,
			isFed: false,
		});
		known = judged.next;
		return judged.fate?.outcome;
	});
	expect(looks).toEqual([undefined, undefined, undefined]);
	const at = start + everyMs * 4;
	expect(
		judgeJob(known, momentOf(at, { parents: ["a"] }), { at, everyMs, until: "any", goesOn: false, isFed: false }).fate,
	).toMatchObject({ outcome: "idle" });
});

describe("what is known of a job that nobody has touched", () => {
	it.each<[string, readonly Sketch[], Story, Fate["outcome"] | undefined]>([
		["it has succeeded, and that was all", [{ ...gone, ...succeeded }], {}, "succeeded"],
		["it has failed, and that was all", [{ ...gone, ...failed, retries: 0 }], {}, "failed"],
		["it has never run and never will", [{ ...gone, disabled: true }], {}, "idle"],
		[
			"it has succeeded, and will run again",
			[{ ...daily, ...succeeded, disabled: false }],
			{ goesOn: true },
			"succeeded",
		],
		["it has yet to run", [{ ...daily, disabled: false }], { goesOn: true }, undefined],
		["its parent is under way", [{ ...daily, ...succeeded }], { goesOn: true, isFed: true }, undefined],
		[
			"the run that is under way ends",
			[
				{ ...daily, state: "1 running" },
				{ ...daily, ...failed },
			],
			{ goesOn: true },
			"failed",
		],
		["it may wait for another attempt", [gone, gone], {}, undefined],
		["it rests, and that is all that was asked", [daily], { goesOn: true, until: "idle" }, "idle"],
		["it does not rest yet", [{ ...daily, state: "queued" }], { goesOn: true, until: "idle" }, undefined],
		["it is due and rests only until the server looks", [once], { goesOn: true, until: "idle" }, undefined],
	])("%s", (...[, looks, story, expected]) => {
		expect(fateOf(looks, { ...story, isSequel: false })).toBe(expected);
	});
});

describe("waiting for a success", () => {
	it.each<[string, boolean, Fate["outcome"] | undefined]>([
		["goes on after a failure while the job goes on", true, undefined],
		["ends with a failure when the job has no runs left", false, "failed"],
	])("%s", (_, goesOn, expected) => {
		expect(
			fateOf(
				[
					{ ...daily, state: "1 running" },
					{ ...daily, ...failed },
				],
				{ until: "success", goesOn },
			),
		).toBe(expected);
	});

	it("finds the success after a failure", () => {
		const looks = [
			{ ...daily, state: "1 running" },
			{ ...daily, ...failed },
			{ ...daily, ...failed, successCount: 1, lastSuccess: "2026-11-22T06:00:01.000Z" },
		];
		expect(fateOf(looks, { until: "success", goesOn: true })).toBe("succeeded");
	});
});
