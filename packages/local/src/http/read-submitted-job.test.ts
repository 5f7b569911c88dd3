import { describe, expect, it } from "vitest";
import { readSubmittedJob } from "./read-submitted-job.ts";

const server = { facts: { dialect: "3.x" }, defaults: { cpus: 0.1, memMb: 128, diskMb: 256 } } as const;
const old = { ...server, facts: { dialect: "2.x" } } as const;

describe("readSubmittedJob", () => {
	it.each([
		["null for a text", { command: null }, { command: "null" }],
		["null for a flag", { shell: null }, { shell: false }],
		["null for a number", { retries: null }, { retries: 0 }],
		["null for an amount", { cpus: null }, { cpus: 0.1 }],
		["null for parents", { parents: null }, { parents: [] }],
		["null among arguments", { arguments: ["a", null, 5, true, {}] }, { arguments: ["a", "null", "5", "true", ""] }],
		[
			"null for a value",
			{ environmentVariables: [{ name: "A", value: null }] },
			{ environmentVariables: [{ name: "A", value: "null" }] },
		],
		["a number for a text", { owner: 5 }, { owner: "5" }],
		["an object for a text", { owner: {} }, { owner: "" }],
		["words for numbers", { retries: "2.7", mem: "0.5" }, { retries: 2, mem: 0.5 }],
		["junk for numbers", { retries: "many", mem: "much" }, { retries: 0, mem: 128 }],
		[
			"words for flags",
			{ disabled: " true ", softError: "TRUE", highPriority: 1, concurrent: 0 },
			{ disabled: true, softError: false, highPriority: true, concurrent: false },
		],
		["zero for amounts", { cpus: 0, mem: 0, disk: 0 }, { cpus: 0.1, mem: 128, disk: 256 }],
		["less than zero", { cpus: -1 }, { cpus: -1 }],
		["a parent twice", { parents: ["a", "b", "a"] }, { parents: ["a", "b"] }],
		["schedule and parents", { schedule: "R//P1D", parents: ["a"] }, { schedule: undefined, parents: ["a"] }],
		[
			"neither",
			{ concurrent: true, scheduleTimeZone: "Europe/Rome" },
			{ schedule: undefined, scheduleTimeZone: undefined, concurrent: false },
		],
		[
			"a flag in capitals where that is fine",
			{ container: { image: "i", forcePullImage: "TRUE" } },
			{ container: expect.objectContaining({ forcePullImage: true, type: "DOCKER", network: "HOST" }) },
		],
		["a constraint with an unknown operator", { constraints: [["a", "UNIQUE", "b"]] }, { constraints: [] }],
		[
			"fields of other generations",
			{ epsilon: "PT1M", async: true, dataJob: true },
			{ epsilon: undefined, async: undefined, dataProcessingJobType: false },
		],
		["counters", { successCount: 7, lastError: "yesterday" }, { successCount: 7, lastError: "yesterday" }],
	])("reads %s as Chronos does", (_, fields, expected) => {
		const job = readSubmittedJob({ name: "a", schedule: undefined, ...fields }, server);
		expect(Object.fromEntries(Object.keys(expected).map((name) => [name, { ...job }[name]]))).toEqual(expected);
	});

	it("gives a job to the user of the server where it names none", () => {
		const facts = { ...server.facts, defaultUser: "alice" };
		const users = [{}, { runAsUser: "" }].map(
			(fields) => readSubmittedJob({ name: "a", ...fields }, { ...server, facts })?.runAsUser,
		);
		expect(users).toEqual(["alice", ""]);
	});

	it("knows what servers before 3.0 know", () => {
		const job = readSubmittedJob(
			{ name: "a", epsilon: "PT1M", async: true, concurrent: true, maxCompletionTime: 5, gpus: 1 },
			old,
		);
		expect(job).toMatchObject({
			epsilon: "PT1M",
			async: true,
			concurrent: false,
			maxCompletionTime: 0,
			schedule: "R1//PT24H",
		});
		expect(job?.gpus).toBeUndefined();
	});
});
