import { describe, expect, it } from "vitest";
import { findStateDirectory } from "./state-directory.ts";

const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined, string])[] = [
	["what an option says", { CHRONOS_JOB_STATE: "/b" }, "/a", "/a"],
	["an option from where one is", {}, "a", "/work/a"],
	["what the environment says", { CHRONOS_JOB_STATE: "/b", XDG_STATE_HOME: "/c" }, undefined, "/b"],
	["the user's folder for states", { XDG_STATE_HOME: "/c", HOME: "/d" }, undefined, "/c/chronos-job"],
	["not a relative one", { XDG_STATE_HOME: "c", HOME: "/d" }, undefined, "/d/.local/state/chronos-job"],
	["the home that the environment names", { HOME: "/d" }, undefined, "/d/.local/state/chronos-job"],
	["the home of the account", {}, undefined, "/home/ada/.local/state/chronos-job"],
	["the same for a relative home", { HOME: "d" }, undefined, "/home/ada/.local/state/chronos-job"],
	[
		"the same for empty variables",
		{ HOME: "", CHRONOS_JOB_STATE: "" },
		undefined,
		"/home/ada/.local/state/chronos-job",
	],
];

describe("the state directory is", () => {
	it.each(cases)("%s", (_, env, ...[asked, expected]) => {
		expect(findStateDirectory({ env, cwd: "/work", home: "/home/ada" }, asked).path).toBe(expected);
	});
});

describe("no state directory is", () => {
	const nowhere = { env: {}, cwd: "", home: "" };
	it.each<readonly [string, Parameters<typeof findStateDirectory>[0], { asked?: string; code: string }]>([
		[
			"one without a name",
			{ ...nowhere, env: { CHRONOS_JOB_STATE: "/b", HOME: "/d" } },
			{ asked: "", code: "usage.invalid" },
		],
		["a relative one of somebody who is nowhere", nowhere, { asked: "a", code: "local.state-refused" }],
		["that of somebody without a home", nowhere, { code: "local.state-refused" }],
		["that of somebody with an empty one", { ...nowhere, env: { HOME: "" } }, { code: "local.state-refused" }],
	])("%s", (_, surroundings, { asked, code }) => {
		expect(() => findStateDirectory(surroundings, asked)).toThrow(expect.objectContaining({ code }));
	});

	it("looked for where one is when its path is absolute", () => {
		expect(findStateDirectory(nowhere, "/a/../b").path).toBe("/b");
	});
});
