import { systemClock } from "@chronos-job/core";
import { type LyingServerOptions, startLyingServer, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { memoryMachine } from "./memory-machine.ts";

const nightly = { name: "nightly", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D", owner: "ada@example.org" };

/** The dashboard over a server elsewhere. */
async function open(options: LyingServerOptions = {}, ...words: readonly string[]) {
	const dir = tempDir({});
	const server = await startLyingServer({ jobs: [nightly], ...options });
	const machine = memoryMachine(dir.path);
	const terminal = fakeTerminal();
	const shell = machine.host({ env: { HOME: dir.path, LANG: "C.UTF-8", CHRONOS_URL: server.url } });
	const time = {
		now: () => systemClock.now(),
		sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal),
	};
	const ended = main(["tui", ...words], { ...shell, ...time, terminal });
	return {
		server,
		terminal,
		async [Symbol.asyncDispose]() {
			terminal.type("\u0003");
			await ended;
			await server[Symbol.asyncDispose]();
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

it.each(["3.x", "2.x"] as const)(
	"asks a server of %s again and again, and shows what changed there",
	async (dialect) => {
		await using scene = await open({ dialect }, "--every", "100ms");
		const { terminal, server } = scene;
		await terminal.until("polling");
		server.add({ ...nightly, name: "weekly" });
		await terminal.until("weekly");
		server.remove("nightly");
		expect(await terminal.until(/nightly +deleted elsewhere/)).toContain("weekly");
	},
);

it("keeps its rows when the server is gone, says so, and finds it again", async () => {
	await using scene = await open({}, "--every", "100ms");
	const { terminal, server } = scene;
	await terminal.until("polling");
	server.tell("html-500");
	expect(await terminal.until("offline")).toContain("nightly");
	server.stop();
	await terminal.until("polling");
});

it("does not try wrong credentials again and again", async () => {
	await using scene = await open({ credentials: { user: "ada", password: "secret" } }, "--every", "100ms");
	const { terminal, server } = scene;
	await terminal.until("offline");
	const { length } = server.requests;
	terminal.type("?");
	await terminal.until("here: jobs");
	terminal.type("\u001B");
	expect(await terminal.until(/credentials|CHRONOS_USER|401/)).not.toContain("retry in");
	expect(server.requests.length).toBe(length);
	terminal.type("\u0012");
	await terminal.until("offline");
});

it("changes nothing by looking", async () => {
	await using scene = await open({}, "--every", "100ms");
	const { terminal, server } = scene;
	await terminal.until("polling");
	for (const key of ["l", "\u001B", "W", "\u001B", "h", "\u001B", "y", "\u001B"]) terminal.type(key);
	await terminal.until("SCHEDULE");
	expect(server.writes).toEqual([]);
});
