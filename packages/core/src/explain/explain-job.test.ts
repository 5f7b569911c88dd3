import { describe, expect, it } from "vitest";
import { effectiveCommand } from "./effective-command.ts";
import { effectiveEnvironment } from "./effective-environment.ts";
import { effectiveResources } from "./effective-resources.ts";
import { effectiveRetries } from "./effective-retries.ts";
import { explainJob } from "./explain-job.ts";
import { ignoredWishes } from "./ignored-wishes.ts";

const queuedAt = Date.UTC(2030, 0, 1);
const name = "train";

describe("the effective command", () => {
	it.each([
		[
			{ name, command: "date" },
			{ how: "shell", line: "date", argv: [] },
		],
		[
			{ name, command: "ls", arguments: ["-a", "-l"] },
			{ how: "shell", line: "ls -a -l", argv: [] },
		],
		[
			{ name, command: "ls", shell: false, arguments: ["-a"] },
			{ how: "program", line: "ls -a", argv: ["-a"] },
		],
		[
			{ name, command: "httpd -X" },
			{ how: "download", line: "httpd -X", argv: [] },
		],
		[
			{ name, command: "date", executor: "/opt/ex", arguments: ["-a"] },
			{ how: "executor", line: "/opt/ex", argv: [] },
		],
		[
			{ name, container: { image: "a:1" } },
			{ how: "image", line: "", argv: [] },
		],
		[{ name }, { how: "nothing", line: "", argv: [] }],
	])("of %j", (spec, expected) => {
		expect(effectiveCommand(spec, queuedAt)).toMatchObject(expected);
	});

	it("semicolons vanish from the task id and from the line", () => {
		const { line, taskId } = effectiveCommand({ name, command: "sh", arguments: ["a;b"] }, queuedAt);
		expect(line).toBe("sh ab");
		expect(taskId).toBe(`ct:${queuedAt}:0:train:ab`);
	});
});

describe("the effective environment", () => {
	it("holds what Chronos injects first, and its values win", () => {
		const variables = effectiveEnvironment({
			name,
			mem: 1024,
			environmentVariables: [
				{ name: "CHRONOS_JOB_NAME", value: "mine" },
				{ name: "A", value: "first" },
				{ name: "A", value: "second" },
			],
		});
		expect(variables).toContainEqual({ name: "CHRONOS_JOB_NAME", value: "train", from: "chronos" });
		expect(variables).toContainEqual({ name: "CHRONOS_RESOURCE_MEM", value: "1024.0", from: "chronos" });
		expect(variables.filter((variable) => variable.from === "job")).toEqual([
			{ name: "A", value: "first", from: "job" },
		]);
	});

	it("tells of gpus only when there are any", () => {
		const names = (gpus: number) => effectiveEnvironment({ name, gpus }).map((variable) => variable.name);
		expect(names(1)).toContain("CHRONOS_RESOURCE_GPU");
		expect(names(0)).not.toContain("CHRONOS_RESOURCE_GPU");
	});
});

it("zero and absence are the server's defaults", () => {
	expect(effectiveResources({ cpus: 0, mem: 512 })).toEqual({
		cpus: { value: 0.1, isDefault: true },
		mem: { value: 512, isDefault: false },
		disk: { value: 256, isDefault: true },
		gpus: { value: 0, isDefault: true },
	});
});

describe("the retries that will happen", () => {
	it.each([
		[
			{ name, schedule: "R1//P1Y" },
			{ asked: 2, attemptsWhenFresh: 3, makesEndless: true },
		],
		[
			{ name, schedule: "R1//P1Y", retries: 0 },
			{ asked: 0, attemptsWhenFresh: 1, makesEndless: false },
		],
		[
			{ name, schedule: "R/2030-01-01T00:00:00Z/P1D", retries: 4 },
			{ asked: 4, attemptsWhenFresh: 5, makesEndless: false },
		],
		[
			{ name, parents: ["a"] },
			{ asked: 2, makesEndless: false },
		],
		[{ name }, { asked: 2, makesEndless: true }],
		[
			{ name, retries: -3 },
			{ asked: 0, attemptsWhenFresh: 1 },
		],
	])("for %j", (spec, expected) => {
		expect(effectiveRetries(spec)).toMatchObject({ attemptsAfterFailure: 1, ...expected });
	});
});

describe("wishes that are passed over", () => {
	it.each([
		[{ name, scheduleTimeZone: "Europe/Rome" }, "scheduleTimeZone"],
		[{ name, concurrent: true }, "concurrent"],
		[{ name, executor: "/x", arguments: ["a"] }, "arguments"],
		[{ name, executorFlags: "-v" }, "executorFlags"],
		[{ name, taskInfoData: "d" }, "taskInfoData"],
		[{ name, container: { image: "a:1", type: "MESOS" as const, network: "HOST" as const } }, "container.network"],
		[
			{ name, container: { image: "a:1", type: "MESOS" as const, parameters: [{ key: "a", value: "b" }] } },
			"container.parameters",
		],
		[
			{ name, container: { image: "a:1", networkInfos: [{ name: "n", protocol: "IPv4" as const }] } },
			"container.networkInfos",
		],
		[{ name, gpus: 1 }, "gpus"],
		[{ name, maxCompletionTime: 60 }, "maxCompletionTime"],
	])("of %j", (spec, path) => {
		expect(ignoredWishes(spec).map((wish) => wish.path.join("."))).toEqual([path]);
	});

	it("an ordinary job has none", () => {
		expect(ignoredWishes({ name, command: "date", schedule: "R1//P1Y", scheduleTimeZone: "UTC" })).toEqual([]);
	});
});

describe("the explanation of a job", () => {
	it("of a child names its parents and has no occurrences", () => {
		expect(explainJob({ name, parents: ["a", "b"] }, { now: queuedAt })).toMatchObject({
			kind: "child",
			parents: ["a", "b"],
			occurrences: [],
			when: undefined,
		});
	});

	it("of a scheduled job has as many occurrences as asked for", () => {
		const { kind, occurrences } = explainJob(
			{ name, schedule: "R/2030-01-02T00:00:00Z/P1D" },
			{ now: queuedAt, limit: 3 },
		);
		expect(kind).toBe("scheduled");
		expect(occurrences.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
			"2030-01-02",
			"2030-01-03",
			"2030-01-04",
		]);
	});

	it("mounts name the volume or the folder of the host", () => {
		const volumes = [
			{ containerPath: "/a", hostPath: "/b" },
			{ containerPath: "/c", mode: "ro" as const, external: { name: "vol", provider: "dvdi" } },
		];
		expect(explainJob({ name, container: { image: "a:1", volumes } }, { now: queuedAt }).volumes).toEqual([
			{ host: "/b", container: "/a", mode: "RW" },
			{ host: "vol", container: "/c", mode: "RO" },
		]);
	});
});
