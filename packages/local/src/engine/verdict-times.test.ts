import { describe, expect, test } from "vitest";
import { dawn, fail, finish, firstAttempt, jobIn, last, putIdle, start, type Step, tell } from "./story.samples.ts";

const seen: Step[1] = (state) => ({ type: "attempt.started", taskId: firstAttempt(state, "a") });
const iso = (seconds: number): string => new Date(dawn + seconds * 1000).toISOString();
const failed: readonly Step[] = [
	[0, putIdle("a", { retries: 0 })],
	[1000, start("a")],
	[1001, fail("a")],
];

describe("a clock that is set back", () => {
	test.each([
		["finished", finish("a")],
		["lost", ((state) => ({ type: "attempt.lost", taskId: firstAttempt(state, "a") })) satisfies Step[1]],
	])("lets no attempt that is %s end before it began", (_, end) => {
		const { effects } = tell({}, [
			[0, putIdle("a", { retries: 0 })],
			[10, start("a")],
			[11, seen],
			[-90, end],
		]);
		const [ended] = (effects.at(-1) ?? []).flatMap((effect) =>
			effect.type === "attempt.save" ? [effect.attempt] : [],
		);
		expect([ended?.startedAt, ended?.end?.at]).toEqual([dawn + 11_000, dawn + 11_000]);
	});

	test("lets no verdict be earlier than the last one", () => {
		const { state } = tell({}, [...failed, [1, start("a")], [2, finish("a")]]);
		expect(jobIn(state, "a").job).toMatchObject({ lastError: iso(1001), lastSuccess: iso(1001.001) });
	});

	test("blocks no retry after a success", () => {
		const steps: readonly Step[] = [...failed, [1, start("a")], [2, finish("a")], [3, putRetrying], [4, start("a")]];
		expect(last({}, [...steps, [5, fail("a")]])).toContain("retry.planned a");
	});

	test("lets no success that somebody vouches for be earlier either", () => {
		const { state } = tell({}, [...failed, [2, { type: "job.marked-successful", name: "a" }]]);
		expect(jobIn(state, "a").job.lastSuccess).toBe(iso(1001.001));
	});
});

const putRetrying: Step[1] = (state) => ({ type: "job.put", job: { ...jobIn(state, "a").job, retries: 1 } });

test.each([
	["that is no time", "soon", iso(2)],
	["at the end of all time", "+275760-09-13T00:00:00.000Z", "+275760-09-13T00:00:00.000Z"],
])("a last error %s does no harm", (_, lastError, lastSuccess) => {
	const { state } = tell({}, [
		[0, putIdle("a", { lastError })],
		[1, start("a")],
		[2, finish("a")],
	]);
	expect(jobIn(state, "a").job.lastSuccess).toBe(lastSuccess);
});

test("verdicts of the same moment have the same time, as Chronos tells them", () => {
	const { state } = tell({}, [
		[0, putIdle("a", { retries: 0, concurrent: true })],
		[1, start("a")],
		[2, start("a")],
		[3, fail("a")],
		[3, finish("a")],
	]);
	expect(jobIn(state, "a").job).toMatchObject({ lastError: iso(3), lastSuccess: iso(3) });
});
