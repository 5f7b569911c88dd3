import { describe, expect, it } from "vitest";
import { findStateDirectory } from "./state-directory.ts";

const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined, string])[] = [
	["what an option says", { CHRONOS_JOB_STATE: "/b" }, "/a", "/a"],
	["an option from where one is", {}, "a", "/work/a"],
	["what the environment says", { CHRONOS_JOB_STATE: "/b", XDG_STATE_HOME: "/c" }, undefined, "/b"],
	["the user's folder for states", { XDG_STATE_HOME: "/c", HOME: "/d" }, undefined, "/c/chronos-job"],
	["not a relative one", { XDG_STATE_HOME: "c", HOME: "/d" }, undefined, "/d/.local/state/chronos-job"],
	["the home that the environment names", { HOME: "/d" }, undefined, "/d/.local/state/chronos-job"],
	["the home of the account", { HOME: "", CHRONOS_JOB_STATE: "" }, undefined, "/home/ada/.local/state/chronos-job"],
];

describe("the state directory is", () => {
	it.each(cases)("%s", (_, env, ...[asked, expected]) => {
		expect(findStateDirectory({ env, cwd: "/work", home: "/home/ada" }, asked).path).toBe(expected);
	});
});
