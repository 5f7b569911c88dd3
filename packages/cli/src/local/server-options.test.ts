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
			hasPassword: true,
			hostNames: [],
			dialect: "3.x",
			faithful: false,
			cpus: undefined,
			memMb: undefined,
			diskMb: undefined,
			gpus: undefined,
			maxContainers: undefined,
			gpusField: "when-set",
			maxLogMb: undefined,
			failureRetryMs: undefined,
			catchUp: "run",
			limits: "auto",
			containers: "auto",
		});
	});

	it("reach the server as they were given", async () => {
		const line = ["--http", "--dialect=2.x", "--faithful", "--cpus=0.5", "--mem=2G", "--disk=10G", "--gpus=0"];
		const names = ["--no-password", "--host-name=a.example.org", "--host-name=B,c"];
		const more = [
			...names,
			"--max-log=64M",
			"--failure-retry=5s",
			"--catch-up=skip",
			"--limits=off",
			"--containers=docker",
			"--max-containers=20",
			"--gpus-field=always",
		];
		const { options, given } = await read(...line, ...more);
		expect(Object.keys(given)).toHaveLength(Object.keys(serverArgs).length);
		const again = await read(...wordsOf(given));
		expect(again).toEqual({ options, given });
		expect(options).toEqual({
			http: { host: "127.0.0.1", port: 4400 },
			hasPassword: false,
			hostNames: ["a.example.org", "b", "c"],
			dialect: "2.x",
			faithful: true,
			cpus: 0.5,
			memMb: 2048,
			diskMb: 10_240,
			gpus: 0,
			maxContainers: 20,
			gpusField: "always",
			maxLogMb: 64,
			failureRetryMs: 5000,
			catchUp: "skip",
			limits: "off",
			containers: "docker",
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

	it.each(["127.0.0.1:1", "127.8.0.1:1", "[::1]:1", "localhost:1", "4400"])(
		"need no password on %s when none is wanted",
		async (address) => {
			expect((await read("--no-password", "--http", address)).options.hasPassword).toBe(false);
		},
	);

	it.each([
		["--http", "example.org"],
		["--http", "127.0.0.1:65536"],
		["--http", "http://127.0.0.1:80"],
		["--cpus", "0"],
		["--cpus", "two"],
		["--gpus", "1.5"],
		["--max-containers", "0"],
		["--max-containers", "-1"],
		["--max-containers", "many"],
		["--mem", "8X"],
		["--no-password"],
		["--no-password", "--http", "0.0.0.0:4400"],
		["--no-password", "--http", "10.127.0.1:4400"],
		["--no-password", "--http", "localhost.example.org:4400"],
		["--host-name", "a"],
		["--http", "--host-name", "a,,b"],
		["--http", "--host-name", "http://a"],
		["--http", "--host-name", "a:4400"],
		["--cpus", "1", "--cpus", "2"],
	])("cannot have %s %s", async (...words) => {
		await expect(read(...words)).rejects.toMatchObject({ code: "usage.invalid" });
	});
});
