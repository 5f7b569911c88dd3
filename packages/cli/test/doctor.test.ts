import * as dns from "node:dns/promises";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import * as net from "node:net";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { probeHost } from "../src/context/probe-host.ts";
import { main } from "../src/main.ts";
import { atLiar, nightly } from "./lying-machine.ts";

const failed = { errorCount: 2, lastError: "2026-11-20T09:00:00.000Z" };

/** Each line with its state, its check and the beginning of what is said. */
function linesOf(said: string): readonly string[] {
	return said.split("\n").filter((line) => /^(?:ok|warning|fails)\s/.test(line));
}

test("a sound server passes", async () => {
	await using liar = await atLiar({ jobs: [nightly] });
	const { exit, said } = await liar.run("doctor");
	expect(exit, said).toBe(0);
	// The clock here stands still.
	expect(said).toMatch(/^warning {2}clock {5}the clock of the server is \d+ s /m);
	expect(linesOf(said.replace(/^.* clock .*\n/m, "")).map((line) => line.split(/\s+/).slice(0, 2).join(" "))).toEqual(
		["config", "address", "tcp", "reach", "access", "dialect", "leader", "version", "jobs"].map((name) => `ok ${name}`),
	);
	expect(said).toContain("1 job, with nothing wrong to see");
	expect(liar.server.writes).toEqual([]);
});

describe("of jobs it says what is wrong and what helps", () => {
	test.each<readonly [string, readonly object[], number, readonly string[]]>([
		[
			"that can never run",
			[{ ...nightly, arguments: ["a/b"] }],
			1,
			["fails    jobs      nightly: ", "rule arguments.slash", "1 thing wrong"],
		],
		[
			"that run for ever by accident",
			[{ ...nightly, ...failed, schedule: "R/2027-11-21T09:00:00.123Z/P1Y" }],
			0,
			[
				"warning  jobs      nightly: it was to run once, it seems, and now runs for ever",
				"chronos-job disable nightly",
			],
		],
		[
			"that differ in capital letters",
			[nightly, { ...nightly, name: "Nightly" }],
			0,
			["Nightly, nightly differ in nothing but capital letters", "2 things to look at"],
		],
	])("%s", async (_, jobs, ...[exit, words]) => {
		await using liar = await atLiar({ jobs });
		const answer = await liar.run("doctor");
		for (const word of words) expect(answer.said).toContain(word);
		expect(answer.exit).toBe(exit);
	});

	test("of many of a kind some, and of all to programs", async () => {
		const jobs = Array.from({ length: 14 }, (_, index) => ({
			...nightly,
			name: index % 2 ? `job${index}` : `JOB${index + 1}`,
		}));
		await using liar = await atLiar({ jobs });
		const { said } = await liar.run("doctor");
		expect(linesOf(said).filter((line) => line.includes("capital letters"))).toHaveLength(5);
		expect(said).toContain("and 2 more of the same kinds");
		const { checks, ok } = JSON.parse((await liar.run("doctor", "--output", "json")).said);
		expect(ok).toBe(true);
		expect(checks.filter(({ code }: { code?: string }) => code === "names-alike")).toHaveLength(7);
	});
});

test("what this program has changed and the server no longer shows is remembered", async () => {
	await using liar = await atLiar({ jobs: [nightly] });
	expect((await liar.run("disable", "nightly", "--yes")).exit).toBe(0);
	await fetch(`${liar.server.url}/v1/scheduler/job/nightly`, { method: "DELETE" });
	const { exit, said } = await liar.run("doctor");
	expect(said).toContain("nightly: this program changed it, and the server no longer shows it");
	expect(exit).toBe(0);
});

describe("on the way it stops at", () => {
	test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
		["a server that is not there", { CHRONOS_URL: "http://127.0.0.1:1" }, ["fails    reach"]],
		["an address that is none", { CHRONOS_URL: "chronos" }, ["fails    address   CHRONOS_URL is not an address"]],
		["a context that does not exist", { CHRONOS_CONTEXT: "prod" }, ["fails    address   there is no context"]],
	])("%s", async (_, env, words) => {
		await using liar = await atLiar();
		const { exit, said } = await liar.runWith(env, "doctor");
		for (const word of words) expect(said).toContain(word);
		expect(said).not.toContain("jobs      ");
		expect(exit).toBe(1);
	});

	test("a password that is wrong", async () => {
		await using liar = await atLiar({ credentials: { user: "ada", password: "right" } });
		const env = { CHRONOS_USER: "ada", CHRONOS_PASSWORD: "hunter2" };
		const { exit, said } = await liar.runWith(env, "doctor");
		expect(said).toMatch(/^fails {4}access/m);
		expect(said).not.toContain("hunter2");
		expect(exit).toBe(1);
	});
});

test("a proxy is named without its password", async () => {
	await using liar = await atLiar();
	const { said } = await liar.runWith({ http_proxy: "http://me:secret@proxy:3128" }, "doctor");
	expect(said).toContain("go through the proxy http://…@proxy:3128");
	expect(said).toContain("to no_proxy if the server is to be reached straight");
	expect(said).not.toContain("secret");
});

describe("the configuration is", () => {
	function configure(folder: string, { text, mode }: { readonly text: string; readonly mode: number }): void {
		mkdirSync(`${folder}/.config/chronos-job`, { recursive: true });
		writeFileSync(`${folder}/.config/chronos-job/config.json`, text);
		chmodSync(`${folder}/.config/chronos-job/config.json`, mode);
	}

	test.each([
		[
			"private",
			'{ "contexts": { "far": { "url": "http://far" } } }',
			0o600,
			/^ok {7}config .*config\.json has 1 context$/m,
		],
		["read by others", '{ "contexts": {} }', 0o644, /^warning {2}config {4}others can read /m],
		["broken", "{ ", 0o600, /^fails {4}config/m],
	])("%s", async (_, text, ...[mode, line]) => {
		await using liar = await atLiar();
		configure(liar.folder, { text, mode });
		expect((await liar.run("doctor")).said).toMatch(line);
	});
});

describe("the network is asked", () => {
	const url = "http://chronos.example.org:4400";

	test.each<readonly [string, object, RegExp]>([
		[
			"a host that nobody knows",
			{ addresses: [], failure: "ENOTFOUND" },
			/^fails {4}dns {7}nobody knows the host chronos\.example\.org \(ENOTFOUND\)$/m,
		],
		[
			"a port that is closed",
			{ addresses: ["10.0.0.7"], failure: "ECONNREFUSED" },
			/^ok {7}dns .* is 10\.0\.0\.7\nfails {4}tcp {7}chronos\.example\.org:4400 takes no connection \(ECONNREFUSED\)$/m,
		],
		[
			"a port that is open",
			{ addresses: ["10.0.0.7"], connectMs: 3 },
			/^ok {7}tcp .* takes connections, within 3 ms$/m,
		],
	])("about %s", async (_, probed, said) => {
		using dir = tempDir();
		const host = memoryHost({
			cwd: dir.path,
			env: { HOME: dir.path, CHRONOS_URL: url },
			probe: async () => ({ addresses: [], ...probed }),
		});
		expect(await main(["doctor"], host)).toBe(1);
		expect(host.written.stdout).toMatch(said);
	});
});

describe("a real connection is tried", () => {
	const modules = { dns, net, now: () => performance.now() };

	test("where somebody listens", async () => {
		await using liar = await atLiar();
		const port = Number(new URL(liar.server.url).port);
		expect(await probeHost({ host: "127.0.0.1", port, patienceMs: 1000 }, modules)).toEqual({
			addresses: ["127.0.0.1"],
			connectMs: expect.any(Number),
		});
	});

	test("where nobody does", async () => {
		expect(await probeHost({ host: "127.0.0.1", port: 1, patienceMs: 1000 }, modules)).toEqual({
			addresses: ["127.0.0.1"],
			failure: "ECONNREFUSED",
		});
	});

	test("where there is no host", async () => {
		const lookup = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
		const place = { host: "nowhere.invalid", port: 1, patienceMs: 1000 };
		expect(await probeHost(place, { ...modules, dns: { lookup } })).toEqual({
			addresses: [],
			failure: "ENOTFOUND",
		});
	});
});
