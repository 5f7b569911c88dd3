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
});
