import { javaDouble } from "@chronos-job/schemas";
import { assert, bigInt, constantFrom, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { reviveJobNumber } from "./job-numbers.ts";
import { readBody } from "./read-body.ts";
import { readSubmittedJob } from "./read-submitted-job.ts";

const server = { facts: { dialect: "3.x" }, defaults: { cpus: 0.1, memMb: 128, diskMb: 256 } } as const;

/** The fields of a job, numbers as they are written. */
function read(fields: string) {
	const body = readBody(Buffer.from(`{"name":"a",${fields}}`), reviveJobNumber);
	const job = body.kind === "json" ? readSubmittedJob(body.value, server) : undefined;
	if (job === undefined) throw new Error(`nothing can be read of ${fields}`);
	return job;
}

/** The text that Chronos keeps of a number, wherever a text is wanted. */
function textOf(written: string): string {
	const {
		owner,
		arguments: args,
		uris,
		parents = [],
		environmentVariables,
		constraints,
		fetch,
		container,
	} = read(
		`"owner":${written},"arguments":[${written}],"uris":[${written}],"parents":[${written}],
		"environmentVariables":[{"name":${written},"value":${written}}],"constraints":[[${written},"EQUALS",${written}]],
		"fetch":[{"uri":${written},"output_file":${written}}],
		"container":{"image":${written},"parameters":[{"key":${written},"value":${written}}],
		"volumes":[{"containerPath":${written},"hostPath":${written}}]}`,
	);
	const [attribute, , value] = constraints[0] ?? [];
	const [{ uri, output_file: file } = {}] = fetch as readonly Partial<(typeof fetch)[number]>[];
	const pairs = [...environmentVariables, ...(container?.parameters ?? []), ...(container?.volumes ?? [])];
	const texts = [owner, ...args, ...uris, ...parents, attribute, value, uri, file, container?.image];
	const distinct = new Set([...texts, ...pairs.flatMap((pair): readonly unknown[] => Object.values(pair))]);
	return [...distinct].join(" or ");
}

describe("a number where a text is wanted", () => {
	it.each([
		["1.0", "1.0"],
		["1", "1"],
		["-0", "0"],
		["-0.0", "-0.0"],
		["1.50", "1.5"],
		["1e3", "1000.0"],
		["1E20", "1.0E20"],
		["1e-5", "1.0E-5"],
		["1e400", "Infinity"],
		["12345678901234567890", "12345678901234567890"],
	])("%s is %s", (written, text) => {
		expect(textOf(written)).toBe(text);
	});

	it("is what Java prints, however it was written", () => {
		const texts = double({ noNaN: true, noDefaultInfinity: true }).chain((value) =>
			constantFrom(value.toExponential(), javaDouble(value)),
		);
		assert(
			property(texts, (text) => {
				expect(textOf(text)).toBe(javaDouble(Number(text)));
			}),
			{ numRuns: 50 },
		);
	});

	it("keeps all its digits when it is whole", () => {
		assert(
			property(bigInt(), (value) => {
				expect(textOf(String(value))).toBe(String(value));
			}),
			{ numRuns: 50 },
		);
	});
});

describe("a number where a flag is wanted", () => {
	it.each([
		['"shell":1.0,"cpus":1.0', { shell: false, cpus: 1 }],
		['"shell":1e0', { shell: false }],
		['"shell":1,"cpus":0.5', { shell: true, cpus: 0.5 }],
		['"shell":12345678901234567890', { shell: true }],
		['"shell":0,"cpus":0.5', { shell: false }],
		['"fetch":[{"uri":"a","extract":1.0}]', { fetch: [{ uri: "a", extract: false, executable: false, cache: false }] }],
		[
			'"cpus":0.5,"container":{"image":"i","forcePullImage":1}',
			{ container: expect.objectContaining({ forcePullImage: false }) },
		],
	])("sets it only when it is whole: %s", (fields, job) => {
		expect(read(fields)).toMatchObject(job);
	});
});

describe("a number that is too large for its field", () => {
	it.each([
		['"retries":99999999999', { retries: 2_147_483_647 }],
		['"retries":-99999999999', { retries: -2_147_483_648 }],
		['"retries":1e400', { retries: 2_147_483_647 }],
		['"retries":"99999999999"', { retries: 2_147_483_647 }],
		['"retries":2.9', { retries: 2 }],
		['"gpus":4294967297', { gpus: 2_147_483_647 }],
		['"successCount":9223372036854775807', { successCount: Number.MAX_SAFE_INTEGER }],
		['"maxCompletionTime":1e30', { maxCompletionTime: Number.MAX_SAFE_INTEGER }],
		['"cpus":1e400', { cpus: Number.MAX_VALUE }],
		['"mem":-1e400', { mem: -Number.MAX_VALUE }],
		[`"disk":${"9".repeat(400)}`, { disk: Number.MAX_VALUE }],
	])("is the nearest that fits: %s", (fields, job) => {
		expect(read(fields)).toMatchObject(job);
	});
});
