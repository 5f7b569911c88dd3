import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type ChronosError, hasCode } from "@chronos-job/core";
import { memoryHost, type MemoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { createSession } from "../src/command/session.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

interface Pretended extends AsyncDisposable {
	readonly url: string;
	/** Every request that came, as `METHOD path`. */
	readonly heard: readonly string[];
}

interface Manners {
	dialect: "2.x" | "3.x";
	/** Basic or bearer; everybody is let in without it. */
	readonly authorization?: string;
	readonly date?: string;
	readonly leader?: string;
	readonly jobs?: readonly object[];
}

/** A server that answers the few questions by which it is got to know. */
async function pretend(manners: Manners): Promise<Pretended> {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		heard.push(`${request.method} ${request.url}`);
		const { status, body } = answer(request, manners);
		response.writeHead(status, {
			"content-type": "application/json",
			...(manners.date !== undefined && { date: manners.date }),
			...(status === 401 && { "www-authenticate": 'basic realm="Mesosphere"' }),
		});
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answer({ url = "", headers }: IncomingMessage, manners: Manners): { status: number; body: string } {
	const { dialect, authorization, leader = "chronos-1:4400", jobs = [] } = manners;
	if (authorization !== undefined && headers.authorization !== authorization) return { status: 401, body: "" };
	const prefix = dialect === "3.x" ? "/v1/scheduler" : "/scheduler";
	const bodies = new Map([
		["/ping", "pong\n"],
		[`${prefix}/leader`, JSON.stringify({ leader })],
		[`${prefix}/jobs`, JSON.stringify(jobs)],
		[`${prefix}/jobs/search`, JSON.stringify(jobs)],
	]);
	const body = bodies.get(url.replace(/\?.*/, ""));
	return body === undefined ? { status: 404, body: "" } : { status: 200, body };
}

const basic = (user: string, password: string) => `Basic ${btoa(`${user}:${password}`)}`;

/** Somebody at home in a folder, with servers under names. */
async function at<Value>(contexts: object, act: (host: MemoryHost, path: string) => Promise<Value>): Promise<Value> {
	using dir = tempDir({
		".config/chronos-job/config.json": JSON.stringify({ current: Object.keys(contexts)[0], contexts }),
	});
	await using machine = memoryMachine(dir.path);
	return await act(machine.host({ env: { HOME: dir.path, SECRET: "hunter2" } }), dir.path);
}

function sessionOf(host: MemoryHost) {
	return createSession(host, { event: () => undefined, note: (text) => host.stderr.write(`${text}\n`) });
}

const here = { context: undefined };

describe("a command talks to", () => {
	it.each([
		["with a password", { user: "ada", password: { env: "SECRET" } }, basic("ada", "hunter2")],
		["with a token", { token: { env: "SECRET" } }, "Bearer hunter2"],
	])("the server of a context %s", async (_, credentials, authorization) => {
		await using server = await pretend({ dialect: "3.x", authorization });
		await at({ site: { url: server.url, ...credentials } }, async (host) => {
			await using client = await sessionOf(host).connectToRead(here);
			expect(client.target.name).toBe("site");
			expect(await client.jobs.list()).toEqual([]);
		});
	});

	it("what answers at CHRONOS_URL", async () => {
		await using server = await pretend({ dialect: "2.x", authorization: basic("ada", "hunter2") });
		await at({ site: { url: "http://127.0.0.1:9" } }, async (host) => {
			const env = { ...host.env, CHRONOS_URL: server.url, CHRONOS_USER: "ada", CHRONOS_PASSWORD: "hunter2" };
			await using client = await sessionOf({ ...host, env }).connect(here);
			expect(await client.server.dialect()).toBe("2.x");
		});
	});

	it("the Chronos of this machine when that is asked for", async () => {
		await at({ site: { url: "http://127.0.0.1:9" } }, async (host) => {
			await using client = await sessionOf(host).connect({ context: "local" });
			expect(await client.jobs.list()).toEqual([]);
			expect(client.target.urls[0]).toMatch(/^unix:\/\//);
		});
	});
});

it("what a context speaks is learned by the way, kept, and asked again after the server was exchanged", async () => {
	const manners: Manners = { dialect: "3.x" };
	await using server = await pretend(manners);
	await at({ site: { url: server.url } }, async (host) => {
		const dialect = async (): Promise<string> => {
			await using client = await sessionOf(host).connectToRead(here);
			return client.jobs.list().then(
				() => client.server.dialect(),
				({ code }: ChronosError) => code,
			);
		};
		expect(await dialect()).toBe("3.x");
		expect(await dialect()).toBe("3.x");
		expect(server.heard).toEqual(["GET /v1/scheduler/jobs", "GET /v1/scheduler/jobs"]);
		manners.dialect = "2.x";
		expect(await dialect()).toMatch(/^target\./);
		expect(await dialect()).toBe("2.x");
		const asked = server.heard.length;
		expect(await dialect()).toBe("2.x");
		expect(server.heard.slice(asked)).toEqual(["GET /scheduler/jobs"]);
	});
});

it("a context that is marked read-only can be read and not be changed", async () => {
	await using server = await pretend({ dialect: "3.x" });
	await at({ site: { url: server.url, readOnly: true } }, async (host) => {
		const session = sessionOf(host);
		await expect(session.connect(here)).rejects.toSatisfy((error) => hasCode(error, "context.read-only"));
		await using client = await session.connectToRead(here);
		expect(await client.jobs.list()).toEqual([]);
		expect(client.jobs).not.toHaveProperty("put");
	});
});

it("a question wants a yes, and a person", async () => {
	await at({}, async (host) => {
		const asking = { ...host, screen: { ...host.screen, interactive: true } };
		const answers = ["y", "yes", "Y ", "", "n", "yeah"];
		const given = await Promise.all(
			answers.map((answer) => sessionOf({ ...asking, ask: async () => answer }).confirm("Go on?", "--yes")),
		);
		expect(given).toEqual([true, true, true, false, false, false]);
		await expect(sessionOf(host).confirm("Go on?", "--force")).rejects.toMatchObject({ hint: "Give --force." });
	});
});

it("whoever presses Ctrl-C at a question hears nothing more", async () => {
	await at({ site: { url: "http://127.0.0.1:9" } }, async (host) => {
		const interruption = new AbortController();
		const ask = async () => {
			interruption.abort();
			throw new Error("The operation was aborted");
		};
		const screen = { ...host.screen, interactive: true };
		const asked = { ...host, screen, ask, signal: interruption.signal };
		expect(await main(["context", "remove", "site"], asked)).toBe(130);
		expect(host.written).toEqual({ stdout: "", stderr: "" });
	});
});

describe("a test of a context finds", () => {
	const secret = { user: "ada", password: { env: "SECRET" } };
	const gpus = [{ name: "a", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", gpus: 0 }];
	it.each<[string, Manners, object, number, Record<string, [string, string]>]>([
		[
			"that all is well",
			{ dialect: "3.x", authorization: basic("ada", "hunter2") },
			secret,
			0,
			{
				secret: ["ok", "the password of ada was read"],
				access: ["ok", "the server takes the password of ada"],
				dialect: ["ok", "the server speaks 3.x"],
				leader: ["ok", "the leader is chronos-1:4400"],
				version: ["ok", "3.x, build not known"],
			},
		],
		["an open server", { dialect: "3.x" }, secret, 0, { access: ["warning", "the server answers without a password"] }],
		["a wrong password", { dialect: "3.x", authorization: "Basic x" }, secret, 4, { access: ["fails", "ada"] }],
		[
			"a missing password",
			{ dialect: "3.x" },
			{ ...secret, password: { env: "X" } },
			2,
			{ secret: ["fails", "X is not set"] },
		],
		[
			"another dialect",
			{ dialect: "2.x" },
			{ dialect: "3.x" },
			0,
			{ dialect: ["warning", "speaks 2.x, and the context says 3.x"] },
		],
		["no leader", { dialect: "3.x", leader: "" }, {}, 0, { leader: ["warning", "there is no leader"] }],
		["a build", { dialect: "3.x", jobs: gpus }, {}, 0, { version: ["ok", "3.0 with GPUs"] }],
		["the build of the context", { dialect: "3.x" }, { dialect: "3.0.2" }, 0, { dialect: ["ok", "3.x"] }],
		[
			"another build",
			{ dialect: "3.x", jobs: gpus },
			{ dialect: "3.0.2" },
			0,
			{ dialect: ["ok", "3.x"], version: ["warning", "by its jobs, and the context says 3.0.2"] },
		],
		[
			"a clock that is wrong",
			{ dialect: "3.x", date: "Sat, 21 Nov 2026 12:01:40 GMT" },
			{},
			0,
			{ clock: ["warning", "101 s ahead of the one here"] },
		],
		[
			"clocks that agree",
			{ dialect: "3.x", date: "Sat, 21 Nov 2026 12:00:01 GMT" },
			{},
			0,
			{ clock: ["ok", "the clocks agree"] },
		],
	])("%s", async (...[, manners, context, exit, expected]) => {
		await using server = await pretend(manners);
		await at({ site: { url: server.url, ...context } }, async (host) => {
			expect(await main(["context", "test", "--output", "json"], host)).toBe(exit);
			const { ok, checks } = JSON.parse(host.written.stdout) as {
				ok: boolean;
				checks: readonly { name: string; state: string; message: string }[];
			};
			expect(ok).toBe(exit === 0);
			for (const [name, [state, message]] of Object.entries(expected)) {
				const check = checks.find((each) => each.name === name);
				expect({ name, state: check?.state }).toEqual({ name, state });
				expect(check?.message).toContain(message);
			}
			expect(host.written.stdout).not.toContain("hunter2");
		});
	});

	it("which of several addresses is dead", async () => {
		await using server = await pretend({ dialect: "3.x" });
		await at({ site: { urls: ["http://127.0.0.1:9", server.url] } }, async (host) => {
			expect(await main(["context", "test"], host)).toBe(0);
			expect(host.written.stdout).toMatch(/^warning {2}reach .*127\.0\.0\.1:9: nothing listens there$/m);
			expect(host.written.stdout).toMatch(/^ok {7}dialect {3}the server speaks 3\.x$/m);
		});
	});

	it("that a password travels in the clear", async () => {
		await at({ site: { url: "http://chronos.invalid", ...secret } }, async (host) => {
			expect(await main(["context", "test"], host)).toBe(8);
			expect(host.written.stdout).toContain("warning  privacy");
			expect(host.written.stdout).not.toContain("hunter2");
		});
	});
});

it("--quiet leaves out what is said besides, --verbose tells the requests, and neither tells a secret", async () => {
	await using server = await pretend({ dialect: "3.x", authorization: basic("ada", "hunter2") });
	await at({ site: { url: server.url, user: "ada", password: { env: "SECRET" } } }, async (host) => {
		const session = createSession(
			host,
			{ event: () => undefined, note: (text) => host.stderr.write(`${text}\n`) },
			true,
		);
		await using client = await session.connectToRead(here);
		await client.jobs.list();
		expect(host.written.stderr).toContain(`GET ${server.url}/v1/scheduler/jobs → 200`);
		expect(host.written.stderr).not.toMatch(/hunter2|basic/i);
		const env = { ...host.env, CHRONOS_CONTEXT: "site" };
		const quiet = memoryHost({ cwd: host.cwd, env });
		expect(await main(["context", "use", "site", "--quiet"], quiet)).toBe(0);
		expect(quiet.written.stderr).toBe("");
		expect(await main(["context", "use", "site"], quiet)).toBe(0);
		expect(quiet.written.stderr).toBe("CHRONOS_CONTEXT is set and goes before it\n");
	});
});

describe("many programs at once", () => {
	const names = Array.from({ length: 24 }, (_, index) => `server${index}`);

	it("lose no context of each other", async () => {
		using home = tempDir();
		await using machine = memoryMachine(home.path);
		const add = (name: string) => main(["context", "add", name, "http://chronos:4400"], machine.host());
		const exits = await Promise.all(names.map(add));
		expect(exits).toEqual(names.map(() => 0));
		const host = machine.host();
		await main(["context", "list", "--output", "ndjson"], host);
		for (const name of names) expect(host.written.stdout).toContain(`"${name}"`);
	});

	it("give a name away once", async () => {
		using home = tempDir();
		await using machine = memoryMachine(home.path);
		const add = () => main(["context", "add", "lab", "http://chronos:4400"], machine.host());
		expect((await Promise.all([add(), add(), add()])).toSorted()).toEqual([0, 2, 2]);
	});
});
