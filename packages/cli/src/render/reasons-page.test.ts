import { describe, expect, test } from "vitest";
import { hypothesesOf } from "../history/local-reasons.ts";
import { reasonsPage } from "./reasons-page.ts";

const screen = { width: 70, color: false, wraps: true, interactive: true };
const end = { outcome: "failed" as const, exitCode: 3, signal: undefined, reason: undefined, at: 0, taskId: "ct:1" };

describe("the page of reasons", () => {
	test("begins with the most probable one, and doubts what is not sure", () => {
		const reasons = [
			{
				code: "a",
				certainty: "likely",
				sentence: "it is due since 2026-11-21T11:00:00.000Z",
				evidence: ["one", "two"],
				fix: "Wait.",
			},
			{ code: "b", certainty: "possible", sentence: "it is R/2026-11-21T11:00:00.000Z/P1D", evidence: [] },
		] as const;
		const page = reasonsPage(
			{ job: "nightly", source: "deduced", reasons, latest: undefined, zone: "Europe/Rome" },
			screen,
		);
		expect(page).toBe(
			[
				"nightly: probably it is due since Sat 2026-11-21 12:00:00 CET",
				"  - one",
				"  - two",
				"  → Wait.",
				"also: perhaps it is R/2026-11-21T11:00:00.000Z/P1D",
				"",
			].join("\n"),
		);
	});

	test.each([
		["server", undefined, "a: it is about to be launched\n"],
		["server", "Its latest attempt failed.", "a: it is about to be launched; its latest attempt failed\n"],
		["deduced", undefined, "a: nothing that the server tells keeps it from running\n"],
	] as const)("says when there are none: %s, %s", (source, latest, text) => {
		expect(reasonsPage({ job: "a", source, reasons: [], latest, zone: undefined }, screen)).toBe(text);
	});
});

describe("what a server of ours says", () => {
	const why = (...types: readonly string[]) => ({
		job: "nightly",
		reasons: types.map((type) => ({ type, text: `It is ${type}.` })),
		latest: { ...end, text: "Its latest attempt failed: exit code 3." },
	});

	test("comes with how it ended last and what to do", () => {
		expect(hypothesesOf(why("disabled", "waiting-parents"))).toEqual([
			{
				code: "disabled",
				certainty: "sure",
				sentence: "it is disabled",
				evidence: ["its latest attempt failed: exit code 3"],
				fix: "Run `chronos-job enable nightly`.",
			},
			{ code: "waiting-parents", certainty: "sure", sentence: "it is waiting-parents", evidence: [] },
		]);
	});

	test("a job that has made its runs need not be enabled", () => {
		expect(hypothesesOf(why("disabled", "exhausted")).map(({ code }) => code)).toEqual(["exhausted"]);
	});
});
