import type { JobSpec } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { wrapCommand } from "../log-dir/wrap-command.ts";
import { changesOf } from "./changes.ts";
import { jobOf } from "./jobs.samples.ts";

const daily = { schedule: "R/2030-01-01T00:00:00Z/P1D" };
const mirrored = { uri: "http://x/a.tgz", executable: false, cache: false, extract: true };

describe("nothing would change", () => {
	it.each<[string, Readonly<Record<string, unknown>>, Partial<JobSpec>]>([
		["where the spec leaves the defaults out", daily, daily],
		["where it spells the defaults out", daily, { ...daily, retries: 2, shell: true, cpus: 0.1, gpus: 0, uris: [] }],
		["about counters", { ...daily, successCount: 7, lastSuccess: "2030-01-01T00:00:00.000Z" }, daily],
		["where launches have moved the schedule", { schedule: "R/2030-01-05T00:00:00.000Z/P1D" }, daily],
		[
			"about a job that has run once",
			{ schedule: "R0/2027-11-21T09:00:01.101Z/P1Y", disabled: true },
			{ schedule: "R1//P1Y" },
		],
		["about a one-shot that has failed", { schedule: "R0/2027-11-21T09:00:01.101Z/P1Y" }, { schedule: "R1//P1Y" }],
		["about a job without a schedule that waits", { schedule: "R1/2026-11-21T09:00:00.000Z/PT24H" }, {}],
		[
			"about a job without a schedule that has run",
			{ schedule: "R0/2026-11-22T09:00:00.000Z/PT24H", disabled: true },
			{},
		],
		["in the order of parents", { parents: ["a", "b"] }, { parents: ["b", "a", "b"] }],
		[
			"where the list of jobs shows files twice",
			{ ...daily, uris: ["http://x/a.tgz"], fetch: [mirrored] },
			{ ...daily, uris: ["http://x/a.tgz"] },
		],
		[
			"where it shows fetched files twice",
			{ ...daily, uris: ["http://x/a.tgz"], fetch: [mirrored] },
			{ ...daily, fetch: [{ uri: "http://x/a.tgz" }] },
		],
		["about a zero, which is the default", daily, { ...daily, cpus: 0 }],
		["about the user that the server has chosen", { ...daily, runAsUser: "chronos" }, daily],
		["about an empty zone", { ...daily, scheduleTimeZone: "" }, daily],
		[
			"in the order of environment variables",
			{
				...daily,
				environmentVariables: [
					{ name: "A", value: "1" },
					{ name: "B", value: "2" },
				],
			},
			{
				...daily,
				environmentVariables: [
					{ name: "B", value: "2" },
					{ name: "A", value: "1" },
				],
			},
		],
		[
			"in a container as an old server and a new one write it",
			{
				...daily,
				container: {
					type: "docker",
					image: "busybox",
					volumes: [{ containerPath: "/d", mode: "rw" }],
					networkInfos: [{ name: "n", portMappings: [{ hostPort: "80", containerPort: "8080" }] }],
				},
			},
			{
				...daily,
				container: {
					type: "DOCKER",
					image: "busybox",
					volumes: [{ containerPath: "/d", mode: "RW" }],
					networkInfos: [{ name: "n", portMappings: [{ hostPort: 80, containerPort: 8080 }] }],
				},
			},
		],
	])("%s", (_, live, spec) => {
		expect(changesOf(jobOf(live), { name: "nightly", command: "true", ...spec })).toEqual([]);
	});
});

describe("a change names its place and both values", () => {
	it.each<
		[string, Readonly<Record<string, unknown>>, Partial<JobSpec>, readonly (readonly [string, unknown, unknown])[]]
	>([
		["a command", daily, { ...daily, command: "false" }, [["command", "true", "false"]]],
		["a field that goes back to its default", { ...daily, retries: 5 }, daily, [["retries", 5, 2]]],
		["memory that goes back to the usual", { ...daily, mem: 4096 }, daily, [["mem", 4096, 128]]],
		[
			"a schedule",
			daily,
			{ schedule: "R/2030-01-01T06:00:00Z/P1D" },
			[["schedule", daily.schedule, "R/2030-01-01T06:00:00Z/P1D"]],
		],
		["a zone", daily, { ...daily, scheduleTimeZone: "Europe/Rome" }, [["scheduleTimeZone", "", "Europe/Rome"]]],
		[
			"a schedule instead of parents",
			{ parents: ["a"] },
			daily,
			[
				["parents", ["a"], undefined],
				["schedule", undefined, daily.schedule],
			],
		],
		[
			"a job that is infinite by accident",
			{ schedule: "R/2027-11-21T09:00:01.101Z/P1Y" },
			{ schedule: "R1//P1Y" },
			[["schedule", "R/2027-11-21T09:00:01.101Z/P1Y", "R1//P1Y"]],
		],
		["a job that somebody has disabled", { ...daily, disabled: true }, daily, [["disabled", true, false]]],
		["parents", { parents: ["a", "b"] }, { parents: ["c", "a"] }, [["parents", ["a", "b"], ["a", "c"]]]],
		[
			"a file",
			{ ...daily, uris: ["http://x/a"] },
			{ ...daily, uris: ["http://x/b"] },
			[["uris.0.uri", "http://x/a", "http://x/b"]],
		],
		[
			"one variable",
			{
				...daily,
				environmentVariables: [
					{ name: "A", value: "1" },
					{ name: "B", value: "2" },
				],
			},
			{
				...daily,
				environmentVariables: [
					{ name: "A", value: "1" },
					{ name: "C", value: "3" },
				],
			},
			[
				["environmentVariables.B", "2", undefined],
				["environmentVariables.C", undefined, "3"],
			],
		],
		[
			"the image",
			{ ...daily, container: { image: "a" } },
			{ ...daily, container: { type: "DOCKER", image: "b" } },
			[["container.image", "a", "b"]],
		],
		["a GPU that the server knows nothing of", daily, { ...daily, gpus: 1 }, [["gpus", 0, 1]]],
	])("%s", (...[, live, spec, expected]) => {
		const changes = changesOf(jobOf(live), { name: "nightly", command: "true", ...spec });
		expect(changes.map(({ path, before, after }) => [path.join("."), before, after])).toEqual(expected);
	});
});

describe("what a server fills in", () => {
	it("counts where its own defaults are known", () => {
		const serverDefaults = { cpus: 0.5, runAsUser: "chronos" };
		const spec = { name: "nightly", command: "true", ...daily };
		expect(changesOf(jobOf({ ...daily, cpus: 0.5, runAsUser: "chronos" }), spec, { serverDefaults })).toEqual([]);
		expect(changesOf(jobOf({ ...daily, runAsUser: "root" }), spec, { serverDefaults }).map(({ path }) => path)).toEqual(
			[["cpus"], ["runAsUser"]],
		);
	});

	it("is its own affair where they are not", () => {
		const spec = { name: "nightly", command: "true", ...daily, mem: 64 };
		const changes = changesOf(jobOf({ ...daily, cpus: 3, mem: 256 }), spec, { serverDefaults: "unknown" });
		expect(changes.map(({ path }) => path)).toEqual([["mem"]]);
	});
});

describe("a log that a job keeps of itself", () => {
	const [plain, logged] = ["true", wrapCommand("true", "/logs")];

	it.each<[string, readonly [before: string, after: string], readonly unknown[]]>([
		["begins", [plain, logged], [{ path: ["logDir"], before: undefined, after: "/logs" }]],
		["ends", [logged, plain], [{ path: ["logDir"], before: "/logs", after: undefined }]],
		["moves", [logged, wrapCommand("true", "/more")], [{ path: ["logDir"], before: "/logs", after: "/more" }]],
		["stays", [logged, wrapCommand("false", "/logs")], [{ path: ["command"], before: "true", after: "false" }]],
		["is kept in another way", [logged, logged.replace("cj_k", "cj_K")], []],
	])("%s", (_, [before, command], changes) => {
		expect(changesOf(jobOf({ ...daily, command: before }), { name: "nightly", ...daily, command })).toEqual(changes);
	});
});
