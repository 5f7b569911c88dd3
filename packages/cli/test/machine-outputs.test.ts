import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

const broken = '{ "name": "a b", "command": "true", "retries": 0, "schedule": "R1//P1Y" }';

async function run(argv: readonly string[], text = broken): Promise<{ exit: number; stdout: string; stderr: string }> {
	using dir = tempDir({ "job.json": text });
	const host = memoryHost({ cwd: dir.path });
	const exit = await main(argv, host);
	return { exit, ...host.written };
}

describe("ndjson", () => {
	it("is a header, a line per finding, and the sum", async () => {
		const { exit, stdout, stderr } = await run(["validate", "job.json", "-o", "ndjson"]);
		const records = stdout
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(records.map(({ type }) => type)).toEqual(["header", "finding", "result"]);
		expect(records[0]).toMatchObject({ program: "chronos-job", format: 1 });
		expect(records[1]).toMatchObject({ code: "name.invalid", range: { start: { line: 1, column: 11 } } });
		expect(records[2]).toMatchObject({ jobs: 1, errors: 1 });
		expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
	});

	it("ends with the error when there is no result", async () => {
		const { exit, stdout } = await run(["explain", "nope.json", "-o", "ndjson"]);
		const records = stdout
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(records.map(({ type }) => type)).toEqual(["header", "error"]);
		expect(exit).toBe(2);
	});
});

describe("json", () => {
	it("is one document even when the command line is wrong", async () => {
		const { exit, stdout, stderr } = await run(["validate", "--nope", "job.json", "--output", "json"]);
		expect(JSON.parse(stdout)).toMatchObject({ error: { code: "usage.invalid" } });
		expect({ exit, stderr }).toEqual({ exit: 2, stderr: "" });
	});

	it("carries the findings of a file that stops a command", async () => {
		const { exit, stdout } = await run(["next", "job.json", "--output", "json"]);
		expect(JSON.parse(stdout).error).toMatchObject({ code: "document.invalid", findings: [{ code: "name.invalid" }] });
		expect(exit).toBe(1);
	});
});

describe("colours", () => {
	it("are there when asked for, and only then", async () => {
		expect((await run(["validate", "job.json", "--color", "always"])).stdout).toContain("\u001B[31m");
		expect((await run(["validate", "job.json"])).stdout).not.toContain("\u001B");
	});

	it("never come from a job file", async () => {
		const { stdout } = await run(
			["validate", "job.json"],
			'{ "name": "\\u001b[31mred\u001B]0;title\u0007", "command": "true" }',
		);
		expect(stdout).not.toContain("\u001B");
		expect(stdout).not.toContain("\u0007");
	});
});

it("a bug of ours is exit code 70 with the stack and what to do", async () => {
	using dir = tempDir();
	const host = {
		...memoryHost({ cwd: dir.path }),
		now: () => {
			throw new Error("the clock fell off the wall");
		},
	};
	expect(await main(["init", "hello", "--yes"], host)).toBe(70);
	expect(host.written.stderr).toContain("the clock fell off the wall");
	expect(host.written.stderr).toContain("Report it");
});
