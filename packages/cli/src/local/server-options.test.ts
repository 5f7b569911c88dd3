import { describe, expect, it } from "vitest";
import { parseWithYargs } from "../command/yargs.ts";
import { start } from "../commands/local/start.ts";
import { givenOptions, readServerOptions, serverArgs, wordsOf } from "./server-options.ts";

async function read(...words: readonly string[]) {
	const parsed = await parseWithYargs(start, words);
	const args = (parsed.help === undefined ? parsed.values : {}) as Parameters<typeof readServerOptions>[0];
	return { options: readServerOptions(args), given: givenOptions(args) };
}

describe("the options of a server", () => {
	it("are what the machine and Chronos have, unless said otherwise", async () => {
		const { options, given } = await read();
		expect(given).toEqual({});
		expect(options).toEqual({
			http: undefined,
			dialect: "3.x",
			faithful: false,
			cpus: undefined,
			memMb: undefined,
			diskMb: undefined,
			gpus: undefined,
			maxLogMb: undefined,
			failureRetryMs: undefined,
			catchUp: "run",
			limits: "auto",
		});
	});

	it("reach the server as they were given", async () => {
		const line = ["--http", "--dialect=2.x", "--faithful", "--cpus=0.5", "--mem=2G", "--disk=10G", "--gpus=0"];
		const more = ["--max-log=64M", "--failure-retry=5s", "--catch-up=skip", "--limits=off"];
		const { options, given } = await read(...line, ...more);
		expect(Object.keys(given)).toHaveLength(Object.keys(serverArgs).length);
		const again = await read(...wordsOf(given));
		expect(again).toEqual({ options, given });
		expect(options).toEqual({
			http: { host: "127.0.0.1", port: 4400 },
			dialect: "2.x",
			faithful: true,
			cpus: 0.5,
			memMb: 2048,
			diskMb: 10_240,
			gpus: 0,
			maxLogMb: 64,
			failureRetryMs: 5000,
			catchUp: "skip",
			limits: "off",
		});
	});

	it.each([
		["4401", { host: "127.0.0.1", port: 4401 }],
		["0.0.0.0:80", { host: "0.0.0.0", port: 80 }],
		["localhost:0", { host: "localhost", port: 0 }],
		["[::1]:4400", { host: "::1", port: 4400 }],
	])("listen at %s", async (text, expected) => {
		expect((await read("--http", text)).options.http).toEqual(expected);
	});

	it.each([
		["--http", "example.org"],
		["--http", "127.0.0.1:65536"],
		["--http", "http://127.0.0.1:80"],
		["--cpus", "0"],
		["--cpus", "two"],
		["--gpus", "1.5"],
		["--mem", "8X"],
	])("cannot have %s %s", async (...words) => {
		await expect(read(...words)).rejects.toMatchObject({ code: "usage.invalid" });
	});
});
