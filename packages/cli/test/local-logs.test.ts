import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

/** A machine that has run one job, and how to type into its shell. */
async function machineAfter(command: string) {
	const dir = tempDir();
	const machine = memoryMachine(dir.path);
	return {
		run: await machine.runJob({ name: "hello", command }),
		submit: (job: object) =>
			machine.ask("POST", "/v1/scheduler/iso8601", { command: "true", schedule: "R1//P1Y", retries: 0, ...job }),
		get: (path: string) => machine.ask("GET", path),
		type: async (...words: readonly string[]) => {
			const host = machine.host();
			return { exit: await main(words, host), ...host.written };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

describe("the logs of a job", () => {
	it("are both its outputs, one of them, or a part", async () => {
		await using machine = await machineAfter("printf 'one\\ntwo\\nthr\\303\\251e\\n'; echo oh >&2");
		const shown = async (...words: readonly string[]) =>
			(await machine.type("local", "logs", "hello", ...words)).stdout;
		expect(await shown()).toBe("one\ntwo\nthrée\noh\n");
		expect(await shown("--stdout", "--tail", "1")).toBe("thrée\n");
		expect(await shown("--stdout", "--since", "4")).toBe("two\nthrée\n");
		expect(await shown("--stderr")).toBe("oh\n");
		expect(await shown("--run", machine.run, "--stderr", "--color", "always")).toBe("\u001B[33moh\n\u001B[39m");
		expect(JSON.parse(await shown("--output", "json"))).toEqual({
			job: "hello",
			taskId: expect.stringMatching(/^ct:\d+:0:hello:$/),
			text: { stdout: "one\ntwo\nthrée\n", stderr: "oh\n" },
		});
		const records = (await shown("--output", "ndjson")).trimEnd().split("\n");
		expect(records.map((line) => JSON.parse(line).type)).toEqual(["header", "output", "output", "result"]);
	});

	it("are only there for what has run", async () => {
		await using machine = await machineAfter("true");
		const refusals = [
			[["nope"], "there is no job nope"],
			[["nope", "--run", machine.run], `run ${machine.run} is one of hello, not of nope`],
			[["hello", "--run", "999999"], "there is no run 999999"],
		] as const;
		for (const [words, message] of refusals) {
			const { exit, stderr } = await machine.type("local", "logs", ...words);
			expect({ exit, stderr }).toEqual({ exit: 1, stderr: `error  job.not-found  ${message}\n` });
		}
		expect(await machine.type("local", "logs", "hello", "--run", "x")).toMatchObject({ exit: 2 });
	});

	it("tell why there are none", async () => {
		await using machine = await machineAfter("true");
		await machine.submit({ name: "big", cpus: 1_000_000 });
		await machine.submit({ name: "later", schedule: "R1/2040-01-01T00:00:00Z/P1Y" });
		await machine.submit({ name: "who", runAsUser: "no-such-user" });
		while (!(await machine.get("/v1/scheduler/job/who")).includes('"errorCount":1'));
		const problem = async (...words: readonly string[]) => {
			const { exit, stdout, stderr } = await machine.type("local", "logs", ...words);
			expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
			return stderr;
		};
		const queued = "it needs 1000000 CPUs, and this machine has";
		expect(await problem("big")).toContain(`error  job.no-logs  big has not run yet: ${queued} `);
		expect(await problem("big", "--follow")).toContain(`big has not run yet: ${queued} `);
		const { id } = JSON.parse(await machine.get("/local/v1/jobs/big/runs")).runs[0];
		expect(await problem("big", "--run", String(id))).toContain(`run ${id} of big has had no attempt yet: ${queued} `);
		expect(await problem("later")).toBe(
			"error  job.no-logs  later has not run yet: it is due at Sun 2040-01-01 01:00:00 CET\n  → See why with `chronos-job why --context local later`.\n",
		);
		expect(await problem("who")).toMatch(/^error {2}job\.no-logs {2}ct:\d+:0:who: was never launched: .*no-such-user/);
		// Whoever has run and said nothing is no problem.
		expect(await machine.type("local", "logs", "hello")).toEqual({ exit: 0, stdout: "", stderr: "" });
		const status = await machine.type("local", "status");
		expect(status.stdout).toContain("\n  queued    big: It needs 1000000 CPUs, and this machine has ");
	});
});
