import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Agent, get, type IncomingMessage, request, type RequestOptions } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type Address, type Handler, type Listening, type Reply, serve } from "../src/index.ts";

const okay: Handler = () => Promise.resolve({ status: 200, headers: {}, body: "hello" });

interface House extends AsyncDisposable {
	readonly listening: Listening;
	readonly reported: readonly unknown[];
	readonly port: number;
}

type Limits = Partial<Parameters<typeof serve>[2]>;

async function open(handler: Handler, limits: Limits = {}, address: Address = { port: 0 }): Promise<House> {
	const reported: unknown[] = [];
	const report = (error: unknown) => reported.push(error);
	const listening = await serve(handler, address, { clock: systemClock, report, graceMs: 1000, ...limits });
	return { listening, reported, port: listening.port ?? 0, [Symbol.asyncDispose]: () => listening.close() };
}

async function ask(
	options: RequestOptions,
	body?: string,
): Promise<{ readonly message: IncomingMessage; readonly body: string }> {
	const sent = request({ agent: false, ...options });
	sent.end(body);
	const [message] = (await once(sent, "response")) as [IncomingMessage];
	return { message, body: await text(message) };
}

async function raw(port: number, sent: string): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	socket.write(sent);
	return text(socket);
}

describe("a port", () => {
	it("is one of this machine alone, unless somebody says otherwise", async () => {
		await using house = await open(okay);
		expect(house.listening.url?.hostname).toBe("127.0.0.1");
		expect(house.listening.url?.port).toBe(String(house.port));
		expect(await ask({ port: house.port })).toMatchObject({ body: "hello", message: { statusCode: 200 } });
	});

	it("answers no name but its own", async () => {
		await using house = await open(okay, {}, { port: 0, names: ["build-7"] });
		const statuses = await Promise.all(
			["evil.example", "localhost", "build-7:99"].map(
				async (host) => (await ask({ port: house.port, headers: { host } })).message.statusCode,
			),
		);
		expect(statuses).toEqual([421, 200, 200]);
	});

	it("that is taken is refused", async () => {
		await using house = await open(okay);
		await expect(open(okay, {}, { port: house.port })).rejects.toThrow("EADDRINUSE");
	});
});

describe("a reply", () => {
	it.each<[string, Reply, Record<string, string | undefined>, string]>([
		[
			"without a length is sent in chunks",
			{ status: 200, headers: {}, body: "abc" },
			{ "transfer-encoding": "chunked", "content-length": undefined },
			"abc",
		],
		["of bytes too", { status: 200, headers: {}, body: Buffer.from("abc") }, { "transfer-encoding": "chunked" }, "abc"],
		[
			"with a length is sent whole",
			{ status: 200, headers: { "content-length": "3" }, body: "abc" },
			{ "transfer-encoding": undefined, "content-length": "3" },
			"abc",
		],
		[
			"with nothing in it has a length of nothing",
			{ status: 404, headers: {}, body: "" },
			{ "content-length": "0" },
			"",
		],
		[
			"without content has neither",
			{ status: 204, headers: {}, body: "" },
			{ "transfer-encoding": undefined, "content-length": undefined },
			"",
		],
	])("%s", async (...[, reply, headers, body]) => {
		await using house = await open(() => Promise.resolve(reply));
		const answer = await ask({ port: house.port });
		expect(answer.body).toBe(body);
		for (const [name, value] of Object.entries(headers))
			expect([name, answer.message.headers[name]]).toEqual([name, value]);
	});

	it("has the names of its headers as Jetty writes them", async () => {
		const headers = {
			"content-type": "text/plain",
			"access-control-allow-origin": "*",
			"www-authenticate": "basic",
			"cache-control": "no-store",
			warning: "299 - x",
			allow: "GET",
			vary: "Accept-Encoding",
			server: "Jetty",
		};
		await using house = await open(() => Promise.resolve({ status: 200, headers, body: "abc" }));
		const { message } = await ask({ port: house.port });
		const names = message.rawHeaders.filter((_, index) => index % 2 === 0);
		expect(names).toEqual([
			"Content-Type",
			"Access-Control-Allow-Origin",
			"WWW-Authenticate",
			"Cache-Control",
			"Warning",
			"Allow",
			"Vary",
			"Server",
			"Date",
			"Connection",
			"Transfer-Encoding",
		]);
	});

	it("that breaks off ends the connection, and only that", async () => {
		async function* broken() {
			yield "abc";
			throw new Error("the disk is gone");
		}
		let calls = 0;
		await using house = await open(() =>
			Promise.resolve({ status: 200, headers: {}, body: calls++ === 0 ? broken() : "fine" }),
		);
		await expect(ask({ port: house.port })).rejects.toThrow("aborted");
		expect(house.reported).toEqual([new Error("the disk is gone")]);
		expect((await ask({ port: house.port })).body).toBe("fine");
	});

	it("that is shorter than it promised is no answer", async () => {
		async function* short() {
			yield "ab";
		}
		await using house = await open(() =>
			Promise.resolve({ status: 200, headers: { "content-length": "3" }, body: short() }),
		);
		await expect(ask({ port: house.port })).rejects.toThrow("aborted");
	});

	it("is no longer made for a client that has gone", async () => {
		const { promise: ended, resolve } = Promise.withResolvers<void>();
		async function* endless(signal: AbortSignal) {
			try {
				while (!signal.aborted) yield "x".repeat(65_536);
			} finally {
				resolve();
			}
		}
		await using house = await open(({ signal }) =>
			Promise.resolve({ status: 200, headers: {}, body: endless(signal) }),
		);
		const sent = get({ port: house.port, agent: false }, (message) => message.destroy());
		sent.on("error", () => undefined);
		await ended;
		expect(house.reported).toEqual([]);
	});
});

describe("limits", () => {
	const mirror: Handler = ({ body }) => Promise.resolve({ status: 200, headers: {}, body: String(body.length) });

	it("end bodies, however they are sent", async () => {
		await using house = await open(mirror, { bodyBytes: 1000 });
		const { port } = house;
		const long = "x".repeat(1001);
		const known = await ask({ port, method: "POST", headers: { "content-length": "1001" } }, long);
		const chunked = await ask({ port, method: "POST", headers: { "transfer-encoding": "chunked" } }, long);
		for (const { message, body } of [known, chunked]) {
			expect([message.statusCode, JSON.parse(body)]).toEqual([
				413,
				{ message: "the body is longer than 1000 bytes", status: "Payload Too Large" },
			]);
		}
		expect((await ask({ port, method: "POST" }, "x".repeat(1000))).body).toBe("1000");
	});

	it.each([
		["end headers", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, "HTTP/1.1 431 "],
		["are no HTTP", "hello\r\n\r\n", "HTTP/1.1 400 "],
		[
			"smuggle",
			"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"HTTP/1.1 400 ",
		],
		["have no host", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "],
	])("refuse requests that %s, and nothing else", async (_, sent, start) => {
		await using house = await open(okay);
		expect((await raw(house.port, sent)).slice(0, start.length)).toBe(start);
		expect((await ask({ port: house.port })).body).toBe("hello");
	});

	it.each([
		["an address in raw UTF-8", "GET /v1/scheduler/job/é HTTP/1.1\r\nHost: localhost\r\n\r\n", "percent-encoded"],
		["lines without CR", "GET /scheduler/jobs HTTP/1.1\nHost: localhost\n\n", "does not end with CR and LF"],
		["a header without CR", "GET /local/v1 HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "does not end with CR and LF"],
		["a header that is none", "GET /local/v1 HTTP/1.1\r\nBad Header: x\r\n\r\n", "Invalid header token"],
	])("tell in JSON what is wrong with %s", async (_, sent, why) => {
		await using house = await open(okay);
		const [head = "", body = ""] = (await raw(house.port, sent)).split("\r\n\r\n");
		expect(head).toContain("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n");
		expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
		expect(JSON.parse(body).message).toContain(why);
	});

	it("tell on a page what is wrong elsewhere, and repeat no markup", async () => {
		await using house = await open(okay);
		const answer = await raw(house.port, "GET /<b>é HTTP/1.1\r\nHost: localhost\r\n\r\n");
		expect(answer).toContain("Content-Type: text/html;charset=iso-8859-1");
		expect(answer).toContain("Problem accessing /&lt;b&gt;");
		expect(answer).toContain("percent-encoded");
	});

	it("wait for headers so long and no longer", async () => {
		await using house = await open(okay, { headersMs: 200 });
		expect(await raw(house.port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).toContain("408 Request Timeout");
	});

	it("leave one peer so many connections", async () => {
		await using house = await open(okay, { connectionsPerPeer: 2 });
		const sockets: Socket[] = [];
		for (let count = 0; count < 3; count += 1) {
			const socket = connect(house.port, "127.0.0.1");
			socket.on("error", () => undefined);
			await once(socket, "connect");
			sockets.push(socket);
		}
		await once(sockets[2] as Socket, "close");
		expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, true]);
		sockets[0]?.destroy();
		for (;;)
			if (
				await ask({ port: house.port }).then(
					() => true,
					() => false,
				)
			)
				break;
		for (const socket of sockets) socket.destroy();
	});
});

describe("the clients of a socket file", () => {
	it("get more connections than a peer on a port does", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		await using house = await open(okay, {}, { socketPath });
		const agent = new Agent({ keepAlive: true });
		const answers = await Promise.all(Array.from({ length: 200 }, () => ask({ socketPath, agent })));
		expect(answers.filter(({ body }) => body === "hello")).toHaveLength(200);
		agent.destroy();
		expect(house.reported).toEqual([]);
	});

	it("share a limit, and whoever comes late is put down", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		await using _house = await open(okay, { connections: 2 }, { socketPath });
		const sockets = await Promise.all(
			[1, 2].map(async () => {
				const socket = connect(socketPath);
				await once(socket, "connect");
				return socket;
			}),
		);
		await expect(ask({ socketPath })).rejects.toThrow(/hang up|ECONNRESET|EPIPE/);
		sockets[0]?.destroy();
		while (
			await ask({ socketPath })
				.catch(() => undefined)
				.then((answer) => answer === undefined)
		);
		for (const socket of sockets) socket.destroy();
	});
});

describe("closing", () => {
	it("finishes what is under way, and lets go of idle connections", async () => {
		const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
		const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
		const slow: Handler = async ({ target }) => {
			if (target === "/slow") {
				asked();
				await mayAnswer;
			}
			return { status: 200, headers: {}, body: "done" };
		};
		const house = await open(slow, { graceMs: 20_000 });
		const agent = new Agent({ keepAlive: true });
		await ask({ port: house.port, agent });
		const pending = ask({ port: house.port, agent: new Agent({ keepAlive: true }), path: "/slow" });
		await isAsked;
		const closed = house.listening.close();
		answer();
		expect((await pending).body).toBe("done");
		await closed;
		await expect(ask({ port: house.port })).rejects.toThrow(/ECONN(?:REFUSED|RESET)/);
	});

	it("ends streams", async () => {
		async function* stream(signal: AbortSignal) {
			yield "first";
			await once(signal, "abort");
			yield "last";
		}
		const house = await open(({ signal }) => Promise.resolve({ status: 200, headers: {}, body: stream(signal) }), {
			graceMs: 20_000,
		});
		const agent = new Agent({ keepAlive: true });
		const sent = get({ port: house.port, agent });
		const [message] = (await once(sent, "response")) as [IncomingMessage];
		await once(message, "readable");
		await house.listening.close();
		expect(await text(message)).toBe("first");
	});
});

describe("a socket file", () => {
	it("is open to its owner alone, and gone afterwards", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		const house = await open(okay, {}, { socketPath });
		expect(statSync(socketPath).mode & 0o777).toBe(0o600);
		expect(house.listening).toMatchObject({ url: undefined, port: undefined });
		expect(await ask({ socketPath, headers: { host: "anything.example" } })).toMatchObject({ body: "hello" });
		await house.listening.close();
		expect(existsSync(socketPath)).toBe(false);
	});

	it("of a server that is dead is replaced", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		await leaveBehind(socketPath);
		await using house = await open(okay, {}, { socketPath });
		expect((await ask({ socketPath })).body).toBe("hello");
		expect(house.reported).toEqual([]);
	});

	it("of a server that is alive is not", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		await using first = await open(okay, {}, { socketPath });
		await expect(open(okay, {}, { socketPath })).rejects.toThrow(`another server listens on ${socketPath}`);
		expect((await ask({ socketPath })).body).toBe("hello");
		expect(first.reported).toEqual([]);
	});

	it("that is a file is left alone", async () => {
		using home = tempDir();
		const socketPath = join(home.path, "s");
		await writeFile(socketPath, "mine");
		await expect(open(okay, {}, { socketPath })).rejects.toThrow("is not a socket");
		expect(statSync(socketPath).size).toBe(4);
	});

	it("with too long a path is refused by its reason", async () => {
		await expect(open(okay, {}, { socketPath: `/tmp/${"x".repeat(200)}` })).rejects.toThrow(
			"is longer than the 103 bytes",
		);
	});
});

/** As a server does that is killed: nobody listens, and the file is still there. */
async function leaveBehind(socketPath: string): Promise<void> {
	const { spawnSync } = await import("node:child_process");
	const script = `require("node:net").createServer().listen(${JSON.stringify(socketPath)}, () => process.kill(process.pid, "SIGKILL"))`;
	spawnSync(process.execPath, ["-e", script]);
	expect(existsSync(socketPath)).toBe(true);
}
