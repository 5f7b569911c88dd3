import { wrapCommand } from "@chronos-job/core";
import { type Job, type JobSpec, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { readLogDir, withLogDirs } from "./with-log-dirs.ts";

const logged = wrapCommand("true", "/logs");
const onServer = (command: string) => [readJob({ name: "a", command }) as Job];

function applied(spec: Partial<JobSpec>, jobs: readonly Job[], logDir?: string) {
	const notes: string[] = [];
	const [written] = withLogDirs({ note: (text) => notes.push(text) }, [{ name: "a", ...spec }], { jobs, logDir });
	return { command: written?.command, notes };
}

describe("the log of a job", () => {
	it.each<readonly [string, readonly [command: string, jobs: readonly Job[], logDir?: string], string]>([
		["is kept where that is asked for", ["true", [], "/logs"], logged],
		["moves when another folder is named", ["true", onServer(logged), "/more"], wrapCommand("true", "/more")],
		["goes on to be kept when nobody says anything", ["true", onServer(logged)], logged],
		["goes on with another command, too", ["false", onServer(logged)], wrapCommand("false", "/logs")],
		["is kept no longer when that is asked for", ["true", onServer(logged), "none"], "true"],
		["is not kept without a word", ["true", onServer("true")], "true"],
		["is kept as a file says it", [logged, []], logged],
		["is taken from a file as well", [logged, [], "none"], "true"],
	])("%s", (_, [command, jobs, logDir], wanted) => {
		expect(applied({ command }, jobs, logDir)).toEqual({ command: wanted, notes: [] });
	});

	it.each<Partial<JobSpec>>([{ command: "http://x/run.sh" }, { command: "run", shell: false }])(
		"cannot be kept of %j, which is said",
		(spec) => {
			const { command, notes } = applied(spec, [], "/logs");
			expect([command, notes]).toEqual([spec.command, [expect.stringMatching(/^a keeps no log: it/)]]);
		},
	);
});

describe("--log-dir", () => {
	it.each([
		[undefined, undefined],
		["none", "none"],
		["/logs", "/logs"],
		["/logs//", "/logs"],
		["/", "/"],
		["/it's here", "/it's here"],
	])("%j means %j", (text, dir) => {
		expect(readLogDir(text)).toBe(dir);
	});

	it.each(["logs", "", "~/logs", "/a\nb"])("is refused as %j", (text) => {
		expect(() => readLogDir(text)).toThrow("is no absolute path");
	});
});
