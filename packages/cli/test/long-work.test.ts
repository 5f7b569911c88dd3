import * as http from "node:http";
import * as https from "node:https";
import { nodeTransport } from "@chronos-job/core";
import { type MemoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const clear = "\r\u001B[2K";
const job = { command: "true", schedule: "R/2040-01-01T00:00:00Z/P1D" };

/** A folder with so many jobs, and somebody in a terminal who looks on. */
function atTerminal(count: number) {
	const jobs = Array.from({ length: count }, (_, index) => ({ ...job, name: `job-${index}` }));
	const dir = tempDir({
		"all.json": JSON.stringify(jobs),
		"slow.json": JSON.stringify({ name: "slow", command: "sleep 1.2", retries: 0, schedule: "R1//P1Y" }),
	});
	const machine = memoryMachine(dir.path);
	return {
		async run(options: Parameters<typeof machine.host>[0], ...words: readonly string[]) {
			const host = machine.host({ overwrites: true, ...options });
			const exit = await main(words, host);
			return { exit, ...host.written };
		},
		async names() {
			const host = machine.host();
			await main(["list", "--output", "name"], host);
			return host.written.stdout.trim().split("\n").toSorted();
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

/** Tells of every job that has been sent. */
function countingTransport(onSent: () => void): MemoryHost["openTransport"] {
	return async () => {
		const transport = nodeTransport({ http, https });
		return {
			...transport,
			async send(request) {
				const reply = await transport.send(request);
				if (request.method !== "GET") onSent();
				return reply;
			},
		};
	};
}

/** A submit of all jobs, in the middle of which somebody presses Ctrl-C. */
async function interrupted(terminal: ReturnType<typeof atTerminal>, ...words: readonly string[]) {
	const pressed = new AbortController();
	let sent = 0;
	const openTransport = countingTransport(() => {
		sent += 1;
		if (sent === 12) pressed.abort();
	});
	await terminal.run({}, "local", "start");
	return terminal.run({ interrupt: pressed.signal, openTransport }, "submit", "all.json", ...words);
}

describe.concurrent("long work", () => {
	it("shows how far it is, and leaves nothing of that behind", async () => {
		await using terminal = atTerminal(25);
		await terminal.run({}, "local", "start");
		const { exit, stdout, stderr } = await terminal.run({}, "submit", "all.json");
		expect(exit).toBe(0);
		expect(stdout.split("\n")).toHaveLength(26);
		expect(stderr).toContain(`${clear}7 of 25 jobs sent${clear}8 of 25 jobs sent`);
		expect(stderr.endsWith(clear)).toBe(true);
		const deleted = await terminal.run({}, "delete", "job-*", "--yes");
		expect(deleted.stderr).toContain("25 of 25 jobs sent");
	});

	it.each([
		["--quiet", { overwrites: true }],
		["--output=json", { overwrites: true }],
		["--output=ndjson", { overwrites: true }],
		["--yes", { overwrites: false }],
	])("says nothing of it with %s where a terminal is %o", async (option, options) => {
		await using terminal = atTerminal(25);
		await terminal.run({}, "local", "start");
		expect(await terminal.run(options, "submit", "all.json", option)).toMatchObject({ exit: 0, stderr: "" });
	});

	it("that is interrupted says how much is done, and the next time does the rest", async () => {
		await using terminal = atTerminal(60);
		await terminal.run({}, "local", "start");
		const pressed = new AbortController();
		pressed.abort();
		const first = await terminal.run({ interrupt: pressed.signal }, "submit", "all.json");
		expect(first).toMatchObject({ exit: 130, stderr: expect.stringContaining("interrupted: 0 jobs are on") });
		expect(await terminal.run({}, "submit", "all.json")).toMatchObject({ exit: 0 });
	});

	it("that is interrupted half-way says of every job what is known", async () => {
		await using terminal = atTerminal(60);
		const { exit, stdout, stderr } = await interrupted(terminal);
		const names = await terminal.names();
		expect([exit, names.length > 11, names.length < 30]).toEqual([130, true, true]);
		expect(stdout.match(/^created +job-\d+$/gm)).toHaveLength(names.length);
		expect(stderr).toContain("looking at what was sent; Ctrl-C once more ends at once\n");
		expect(stderr).toContain(`${names.length} jobs are on the server as planned, ${60 - names.length} not sent (`);
		expect(stderr).toContain("Give the same command again: it leaves alone what is done.");
	});

	it("that is interrupted half-way tells programs all the names", async () => {
		await using terminal = atTerminal(60);
		const { stdout } = await interrupted(terminal, "--output", "json");
		const names = await terminal.names();
		const { checked, unchecked, unsent } = JSON.parse(stdout).error.jobs;
		expect([checked.toSorted(), unchecked, unsent.length]).toEqual([names, [], 60 - names.length]);
	});

	it("of the jobs themselves shows who is waited for, and how long already", async () => {
		await using terminal = atTerminal(0);
		const { exit, stderr } = await terminal.run({}, "submit", "slow.json", "--wait");
		expect(exit).toBe(0);
		expect(stderr).toContain(`${clear}waiting for slow, 0s${clear}`);
	});
});
