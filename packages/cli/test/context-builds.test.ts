import { type LyingServerOptions, startLyingServer, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { systemClock } from "@chronos-job/core";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const nightly = { name: "nightly", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D" };
const old = { ...nightly, container: { image: "make:1" } };
const files = {
	"monthly.json": JSON.stringify({ ...nightly, name: "monthly", schedule: "R/2030-01-01T00:00:00Z/P1M" }),
	"limited.json": JSON.stringify({ ...nightly, name: "limited", maxCompletionTime: 60 }),
	"boxed.json": JSON.stringify({ ...nightly, name: "boxed", container: { image: "i:1", type: "MESOS" } }),
};

/** Somebody at a shell with a context `site` for a small Chronos. */
async function atSite(server: LyingServerOptions, context: object = {}) {
	const liar = await startLyingServer(server);
	const config = JSON.stringify({ current: "site", contexts: { site: { url: liar.url, ...context } } });
	const dir = tempDir({ ...files, ".config/chronos-job/config.json": config });
	const machine = memoryMachine(dir.path);
	return {
		liar,
		async type(...words: readonly string[]) {
			const host = machine.host({ env: { HOME: dir.path } });
			const sleep = (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 200, signal);
			return { exit: await main(words, { ...host, sleep }), ...host.written };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			await liar.close();
			dir[Symbol.dispose]();
		},
	};
}

describe("what a server is, is said the same", () => {
	it.each<[string, LyingServerOptions]>([
		["HEAD (3.0.3-SNAPSHOT)", { build: "HEAD", jobs: [nightly] }],
		["3.0 with GPUs (pull request 810)", { build: "gpus", jobs: [nightly] }],
		["3.0.0, 3.0.1 or 3.0.2", { build: "3.0.2", jobs: [nightly] }],
		["3.0.1 or 3.0.2", { build: "3.0.2", jobs: [nightly, { ...old, name: "b" }] }],
		["3.0.0", { build: "3.0.0", jobs: [old] }],
		["2.5", { dialect: "2.x", build: "2.5", jobs: [nightly] }],
		["2.3 or 2.4", { dialect: "2.x", build: "2.4", jobs: [nightly] }],
	])("by all who are asked: %s", async (text, server) => {
		await using site = await atSite(server);
		expect((await site.type("context", "show")).stdout).not.toContain("build");
		expect((await site.type("context", "test")).stdout).toContain(`ok       version   ${text}\n`);
		expect((await site.type("context", "show")).stdout).toContain(`  build     ${text}\n`);
		expect((await site.type("doctor")).stdout).toContain(`ok       version   ${text}\n`);
	});

	it("without any jobs: that nobody knows", async () => {
		await using site = await atSite({ build: "3.0.2" });
		expect((await site.type("context", "test")).stdout).toContain("ok       version   3.x, build not known\n");
		expect((await site.type("context", "show")).stdout).toContain("  build     3.x, build not known\n");
		expect((await site.type("submit", "limited.json")).stderr).not.toContain("build.drops");
	});

	it("once a list has told it, which asks for nothing else", async () => {
		await using site = await atSite({ build: "HEAD", jobs: [nightly] });
		await site.type("list");
		const asked = site.liar.requests.map(({ path }) => path).filter((path) => path.includes("search"));
		expect(asked).toEqual([]);
		expect((await site.type("context", "show")).stdout).toContain("  build     HEAD (3.0.3-SNAPSHOT)\n");
	});
});

describe("before anything is sent it is said that", () => {
	it.each<[string, string, LyingServerOptions, object, string]>([
		["3.0.0 stops at months", "monthly.json", { build: "3.0.0", jobs: [old] }, {}, "(3.0.0) stops scheduling"],
		["3.0.0 knows no MESOS", "boxed.json", { build: "3.0.0", jobs: [old] }, {}, "(3.0.0) takes every container for"],
		["no 3.0 limits runs", "limited.json", { build: "3.0.2", jobs: [nightly] }, {}, "drops maxCompletionTime"],
		["no 2.x does", "limited.json", { dialect: "2.x" }, {}, "(2.5) drops maxCompletionTime"],
		["the build of the context does not", "limited.json", {}, { dialect: "3.0.2" }, "(3.0.2) drops maxCompletionTime"],
		["3.0.1 stops, if it is that", "monthly.json", {}, { dialect: "3.0.1" }, "(3.0.1) stops scheduling"],
	])("%s", async (_, file, ...[server, context, words]) => {
		await using site = await atSite(server, context);
		const { stderr } = await site.type("plan", file);
		expect(stderr).toContain(words);
		expect(site.liar.writes).toEqual([]);
	});

	it("nothing is wrong where nothing is", async () => {
		await using site = await atSite({ build: "HEAD", jobs: [nightly] });
		const plans = [await site.type("plan", "limited.json"), await site.type("plan", "monthly.json")];
		expect(plans.map(({ stderr }) => stderr)).toEqual(["", ""]);
	});
});

it("a mistake of the program is not blamed on the server", async () => {
	await using site = await atSite({});
	using dir = tempDir();
	await using machine = memoryMachine(dir.path);
	const host = machine.host({
		env: { HOME: dir.path, CHRONOS_URL: site.liar.url },
		openTransport: async () => ({
			send: () => Promise.reject(new TypeError("x is not a function")),
			[Symbol.asyncDispose]: async () => undefined,
		}),
	});
	expect(await main(["list"], host)).toBe(70);
	expect(host.written.stderr).not.toContain("did not answer");
});
