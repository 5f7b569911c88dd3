import { changesOf, parseDocument, validate } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { jobText, shortSpecOf } from "./job-text.ts";

function job(fields: object): Job {
	const read = readJob({
		name: "a",
		command: "true",
		successCount: 3,
		lastSuccess: "2030-01-01T00:00:00.000Z",
		...fields,
	});
	if (read === undefined) throw new Error("a test needs a job");
	return read;
}

const daily = { schedule: "R/2030-01-01T00:00:00Z/P1D" };
const container = { type: "MESOS", image: "node:24", volumes: [{ containerPath: "/a", hostPath: "/b", mode: "RW" }] };

describe("the file of a job", () => {
	it("says only what has to be said, in the usual order", () => {
		expect(jobText(job({ ...daily, retries: 0, gpus: 0, mem: 512 }))).toBe(
			[
				"{",
				'  "name": "a",',
				'  "command": "true",',
				'  "retries": 0,',
				'  "mem": 512,',
				'  "schedule": "R/2030-01-01T00:00:00Z/P1D"',
				"}",
				"",
			].join("\n"),
		);
	});

	it("leaves out the defaults of parts, too", () => {
		const spec = shortSpecOf(job({ ...daily, container, fetch: [{ uri: "http://a/b" }] }));
		expect(spec.container).toEqual(container);
		expect(spec.fetch).toEqual([{ uri: "http://a/b" }]);
	});

	it.each<readonly [string, object]>([
		["a daily one", daily],
		["a child", { parents: ["b", "c"] }],
		["one that is disabled and exhausted", { schedule: "R0/2030-01-01T00:00:00.000Z/P1Y", disabled: true }],
		["one with a zone", { schedule: "R/2030-01-01T00:00:00/P1D", scheduleTimeZone: "Europe/Rome" }],
		["one in a container", { ...daily, container: { ...container, network: "BRIDGE", forcePullImage: true } }],
		["one with files", { ...daily, fetch: [{ uri: "http://a/b", extract: false, executable: true }] }],
		["one of another user", { ...daily, runAsUser: "ada", cpus: 4, concurrent: true, highPriority: true }],
		[
			"one with variables",
			{ ...daily, environmentVariables: [{ name: "A", value: "1" }], constraints: [["a", "LIKE", "b"]] },
		],
		["one without a shell", { ...daily, shell: false, arguments: ["x"] }],
	])("of %s says all there is to say", (_, fields) => {
		const whole = job(fields);
		const { specs } = validate([parseDocument(jobText(whole), "a.json")], { now: 0 });
		expect(specs.flatMap((spec) => changesOf(whole, spec))).toEqual([]);
		expect(specs).toHaveLength(1);
	});
});
