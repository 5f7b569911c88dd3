import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	countersOf,
	endpoints,
	formatGraphCsv,
	formatJob,
	formatSpec,
	isCanonicalJob,
	isJobFile,
	JobSpec,
	kindOf,
	parseGraphCsv,
	readJob,
	specOf,
} from "../src/index.ts";
import { jobs, jobSpecs } from "./arbitraries.ts";

const fixture = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"));
const goldenJobs: readonly { readonly title: string; readonly body: string }[] = fixture("golden-jobs.json");
const goldenReplies = fixture("golden-replies.json");

describe("a job on the wire", () => {
	it.each(goldenJobs)("keeps every byte: $title", ({ body }) => {
		const job = readJob(JSON.parse(body));
		expect(job && formatJob(job)).toBe(body);
	});

	it.each(goldenJobs)("is canonical as it comes: $title", ({ body }) => {
		expect(isCanonicalJob(JSON.parse(body))).toBe(true);
	});

	it("has gpus after mem, and the fields of 2.x where 2.x has them", () => {
		const job = readJob({
			name: "a",
			gpus: 1,
			epsilon: "PT60S",
			async: false,
			container: { image: "i", networkName: "n" },
		});
		const keys = Object.keys(JSON.parse(job ? formatJob(job) : ""));
		expect(keys.slice(0, 5)).toEqual(["name", "command", "shell", "epsilon", "executor"]);
		expect(keys.slice(keys.indexOf("mem"), keys.indexOf("mem") + 2)).toEqual(["mem", "gpus"]);
		expect(keys.slice(keys.indexOf("description"), keys.indexOf("description") + 2)).toEqual(["description", "async"]);
	});

	it("survives being written and read", () => {
		fc.assert(
			fc.property(jobs, (job) => {
				expect(readJob(JSON.parse(formatJob(job)))).toEqual(job);
			}),
			{ numRuns: 300 },
		);
	});

	it("is its spec and its counters", () => {
		fc.assert(
			fc.property(jobs, (job) => {
				const { epsilon, async } = job;
				expect({ ...specOf(job), ...countersOf(job), epsilon, async }).toEqual(job);
				expect(kindOf(specOf(job))).toBe(kindOf(job));
			}),
			{ numRuns: 100 },
		);
	});
});

describe("a spec on the wire", () => {
	it("is written in the order and the numbers of Chronos, and says no more than it was told", () => {
		const spec = JobSpec.parse({
			schedule: "R1//P1Y",
			container: { volumes: [{ mode: "ro", hostPath: "/h", containerPath: "/c" }], image: "i", type: "mesos" },
			fetch: [{ extract: false, uri: "u", output_file: "" }],
			mem: 10_000_000,
			cpus: 2,
			gpus: 1,
			maxCompletionTime: 60,
			owner: undefined,
			name: "a",
		});
		expect(formatSpec(spec)).toBe(
			'{"name":"a","cpus":2.0,"mem":1.0E7,"gpus":1,"fetch":[{"uri":"u","extract":false}],"maxCompletionTime":60,' +
				'"container":{"type":"MESOS","image":"i","volumes":[{"containerPath":"/c","hostPath":"/h","mode":"RO"}]},"schedule":"R1//P1Y"}',
		);
	});

	it("carries counters when it has them, and never $schema", () => {
		const file = { $schema: "x", name: "a", successCount: 3, lastError: "" };
		expect(formatSpec(file)).toBe('{"name":"a","successCount":3,"lastError":""}');
	});

	it("has no nulls, which Chronos would take for words", () => {
		const careless: JobSpec = JSON.parse('{"name":"a","owner":null,"uris":["u"]}');
		expect(formatSpec(careless)).toBe('{"name":"a","uris":["u"]}');
	});

	it("has its control characters as Jackson writes them", () => {
		expect(formatSpec({ name: "a", command: "\u001b \\u001b \n é 😀" })).toBe(
			'{"name":"a","command":"\\u001B \\\\u001b \\n é 😀"}',
		);
	});

	it("is read by a server as the same job", () => {
		fc.assert(
			fc.property(jobSpecs, (spec) => {
				expect(readJob(JSON.parse(formatSpec(spec)))).toEqual(readJob(spec));
			}),
			{ numRuns: 300 },
		);
	});

	it("stays the spec it was, but for ports, capitals and empty file names", () => {
		const plain = { ...({ name: "a" } satisfies JobSpec), constraints: [["h", "LIKE", "x"]], cpus: 0.5 };
		const written = JSON.parse(formatSpec(JobSpec.parse(plain)));
		expect(written).toEqual(plain);
		expect(isJobFile(written)).toBe(true);
	});
});

describe("the answers of a server", () => {
	it("list jobs with their files mirrored", () => {
		const [job] = endpoints.listJobs.reply.parse(JSON.parse(goldenReplies.listJobs));
		expect(job).toMatchObject({ uris: ["http://h/a.tgz"], fetch: [{ uri: "http://h/a.tgz", extract: true }] });
	});

	it.each(["listSummaries", "getJobStat"] as const)("are kept whole: %s", (name) => {
		const body = JSON.parse(goldenReplies[name]);
		expect(endpoints[name].reply.parse(body)).toEqual(body);
	});

	it("draw the graph as lines", () => {
		const rows = parseGraphCsv(goldenReplies.getGraphCsv);
		expect(rows?.filter(({ type }) => type === "link")).toHaveLength(2);
		expect(formatGraphCsv(rows ?? [])).toBe(goldenReplies.getGraphCsv);
	});
});
