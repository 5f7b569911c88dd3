import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MemoryHostOptions, tempDir } from "@chronos-job/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const dir = tempDir();
const machine = memoryMachine(dir.path);

async function complete(words: readonly string[], options: Partial<MemoryHostOptions> = {}): Promise<string> {
	const host = machine.host(options);
	await main(["--get-yargs-completions", "chronos-job", ...words], host);
	expect(host.written.stderr).toBe("");
	return host.written.stdout.trimEnd().replaceAll("\n", " ");
}

beforeAll(async () => {
	for (const name of ["alpha", "beta", "beta2"]) {
		await machine.ask("POST", "/v1/scheduler/iso8601", {
			name,
			command: "true",
			schedule: "R/2100-01-01T00:00:00Z/P1D",
		});
	}
	mkdirSync(join(dir.path, ".config/chronos-job"), { recursive: true });
	const contexts = {
		prod: { url: "http://127.0.0.1:9" },
		known: { url: "http://known", dialect: "3.x" },
		far: { url: "http://chronos", via: "me@frontend" },
	};
	writeFileSync(join(dir.path, ".config/chronos-job/config.json"), JSON.stringify({ contexts }), { mode: 0o600 });
});

afterAll(async () => {
	await machine[Symbol.asyncDispose]();
	dir[Symbol.dispose]();
});

describe("the last word can become", () => {
	test.each([
		["a job", ["show", ""], "alpha beta beta2"],
		["a job that begins so", ["show", "be"], "beta beta2"],
		["one more job", ["wait", "alpha", "b"], "beta beta2"],
		["a job behind options", ["logs", "--context", "local", "al"], "alpha"],
		["a job of this machine", ["local", "logs", "al"], "alpha"],
		["the jobs of another argument", ["pull", "folder", "al"], "alpha"],
		["a context", ["list", "--context", ""], "far known local prod"],
		["a context in the same word", ["list", "--context=pr"], "--context=prod"],
		["a context as bash splits it", ["list", "--context", "=", "pr"], "prod"],
		["a context by its letter", ["list", "-c", "l"], "local"],
		["a context of a command about them", ["context", "use", "p"], "prod"],
		["nothing where a server does not answer", ["show", "-c", "prod", ""], ""],
		["nothing where a tunnel would have to be opened", ["show", "-c", "far", ""], ""],
		["nothing where there is no such context", ["show", "-c", "nowhere", ""], ""],
		["a name of a job only once", ["show", "alpha", "b"], ""],
	])("%s", async (_, words, found) => {
		expect(await complete(words)).toBe(found);
	});
});

test("options are still offered, each by its long name", async () => {
	expect((await complete(["list", "--colu"])).split(" ")).toContain("--columns");
	expect((await complete(["list", "--"])).split(" ").filter((word) => word.length < 4)).toEqual([]);
});

test("names are asked for once, and kept for nobody else", async () => {
	const options = { env: { HOME: dir.path, XDG_CACHE_HOME: join(dir.path, "cache") } };
	let count = 0;
	const counted = {
		...options,
		openTransport: async (target: object) => {
			count += 1;
			return machine.host().openTransport(target);
		},
	};
	expect([await complete(["show", "al"], counted), await complete(["why", "al"], counted), count]).toEqual([
		"alpha",
		"alpha",
		1,
	]);
	expect(readdirSync(join(dir.path, "cache/chronos-job"))).toEqual([expect.stringMatching(/^names-\w+\.json$/)]);
});

test("what a shell would run is never offered", async () => {
	const names = ["$(touch x)", "`id`", "a b", "-x", "fine"];
	const summaries = { jobs: names.map((name) => ({ ...summary, name })) };
	expect(await complete(["show", ""], { ...answering(JSON.stringify(summaries)), env: elsewhere("lies") })).toBe(
		"fine",
	);
});

const summary = { status: "fresh", state: "idle", schedule: "", parents: ["p"], disabled: false };

function elsewhere(name: string): Readonly<Record<string, string>> {
	return { HOME: dir.path, CHRONOS_URL: `http://${name}.example.org`, XDG_CACHE_HOME: join(dir.path, name) };
}

function answering(text: string): Partial<MemoryHostOptions> {
	return {
		openTransport: async () => ({
			send: async () => ({
				status: 200,
				headers: {},
				body: (async function* () {
					yield Buffer.from(text);
				})(),
			}),
			[Symbol.asyncDispose]: async () => undefined,
		}),
	};
}

const silent: Partial<MemoryHostOptions> = {
	openTransport: async () => ({
		send: () => new Promise(() => undefined),
		[Symbol.asyncDispose]: async () => undefined,
	}),
};

test("old names are offered where a server has become silent", async () => {
	const env = elsewhere("silent");
	const now = Date.UTC(2030, 0, 1);
	const text = JSON.stringify({ jobs: [{ ...summary, name: "once" }] });
	expect(await complete(["show", ""], { ...answering(text), env, now })).toBe("once");
	expect(await complete(["show", ""], { ...silent, env, now: now + 3_600_000 })).toBe("once");
	expect(await complete(["show", ""], { ...silent, env, now: now + 48 * 3_600_000 })).toBe("");
});

test("where no server runs none is started", async () => {
	using empty = tempDir();
	const env = { HOME: empty.path };
	expect(await complete(["show", ""], { env, cwd: empty.path })).toBe("");
	expect(readdirSync(empty.path)).toEqual([]);
});

describe("what other commands come by on the way", () => {
	const text = JSON.stringify({ jobs: ["gamma", "delta"].map((name) => ({ ...summary, name })) });
	const contexts = {
		far: { url: "http://chronos", via: "me@frontend", dialect: "3.x" },
		locked: { url: "http://locked", user: "ada", password: { command: "pass chronos" }, dialect: "3.x" },
	};
	const machineWith = (answers: Partial<MemoryHostOptions>) => ({
		...answers,
		runProgram: async () => ({ exitCode: 0, stdout: "secret\n", stderr: "" }),
	});

	test.each(["far", "locked"])("is offered for a server that nobody asks without more ado: %s", async (context) => {
		using home = tempDir({ ".config/chronos-job/config.json": JSON.stringify({ contexts }) });
		const options = { ...machineWith(answering(text)), env: { HOME: home.path }, cwd: home.path };
		const later = { ...options, now: Date.UTC(2026, 10, 21, 18) };
		expect(await complete(["show", "-c", context, ""], options)).toBe("");
		expect(await main(["list", "--context", context, "--columns", "name"], machine.host(options))).toBe(0);
		expect(await complete(["show", "-c", context, ""], later)).toBe("delta gamma");
	});

	test("is what has been submitted and deleted since", async () => {
		using home = tempDir();
		await using own = memoryMachine(home.path);
		const submit = async (name: string) => {
			const stdin = JSON.stringify({ name, command: "true", schedule: "R/2100-01-01T00:00:00Z/P1D" });
			expect(await main(["submit", "-"], own.host({ stdin }))).toBe(0);
		};
		const offered = async () => {
			const host = own.host(silent);
			await main(["--get-yargs-completions", "chronos-job", "show", ""], host);
			return host.written.stdout.trim().split("\n");
		};
		await submit("one");
		await submit("two");
		expect(await offered()).toEqual(["one", "two"]);
		await submit("three");
		expect(await main(["delete", "one", "--yes"], own.host())).toBe(0);
		expect((await offered()).toSorted()).toEqual(["three", "two"]);
	});

	test("may find no place to be kept in", async () => {
		using home = tempDir({ ".cache": "a file" });
		const env = { HOME: home.path, XDG_CONFIG_HOME: join(dir.path, ".config") };
		const options = { ...answering(text), cwd: home.path, env };
		expect(await main(["list", "--context", "known", "--columns", "name"], machine.host(options))).toBe(0);
	});
});
