import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { engineClient, type EngineClient } from "./engine-client.ts";

type Answer = (asked: IncomingMessage, answer: ServerResponse, body: string) => void;

/** An engine of which only the answers are there. */
async function ask<T>(
	answers: Readonly<Record<string, Answer>>,
	use: (client: EngineClient) => Promise<T>,
	onTcp = false,
) {
	using directory = tempDir();
	const asked: string[] = [];
	const server = createServer((request, response) => void respond(request, response));
	async function respond(request: IncomingMessage, response: ServerResponse) {
		const body = await text(request);
		asked.push(`${request.method} ${request.url} ${body}`.trim());
		const path = request.url?.replace(/^\/v[\d.]+/, "").split("?")[0] ?? "";
		(answers[path] ?? missing)(request, response, body);
	}
	const socketPath = `${directory.path}/engine.sock`;
	server.listen(onTcp ? { port: 0, host: "127.0.0.1" } : { path: socketPath });
	await once(server, "listening");
	try {
		const { port } = onTcp ? (server.address() as AddressInfo) : { port: 0 };
		const client = engineClient(
			onTcp
				? { kind: "tcp", text: "tcp://x", host: "127.0.0.1", port }
				: { kind: "unix", text: "unix:///x", socketPath },
		);
		return { result: await use(client).catch((error: unknown) => error), asked };
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const missing: Answer = (_, answer) => answer.writeHead(404).end('{"message":"no such thing"}');
const ping =
	(version: string): Answer =>
	(_, answer) =>
		answer.writeHead(200, { "api-version": version }).end("OK");
const reply =
	(value: unknown, status = 200): Answer =>
	(_, answer) =>
		answer.writeHead(status).end(typeof value === "string" ? value : JSON.stringify(value));

it.each([
	["1.41", "/v1.41/info"],
	["1.47", "/v1.47/info"],
	["1.52", "/v1.47/info"],
	["2.0", "/v1.47/info"],
])("an engine that offers API %s is spoken to at %s", async (offered, path) => {
	const answers = { "/_ping": ping(offered), "/info": reply({ NCPU: 2 }) };
	const { result, asked } = await ask(answers, (client) => client.info(), offered === "1.52");
	expect([result, asked]).toEqual([{ NCPU: 2 }, ["GET /_ping", `GET ${path}`]]);
});

it("a container is made with what it is given, and its name", async () => {
	const answers = { "/_ping": ping("1.41"), "/containers/create": reply({ Id: "abc" }, 201) };
	const { result, asked } = await ask(answers, (client) => client.create("job-1", { Image: "é" }));
	expect([result, asked[1]]).toEqual(["abc", 'POST /v1.41/containers/create?name=job-1 {"Image":"é"}']);
});

it.each([
	["its message", '{"message":"no space\\n  left","code":1}', "no space left"],
	["a text", "kaput", "kaput"],
	["nothing", "", "the engine answered 500"],
])("a refusal has the words of the engine: %s", async (_, body, expected) => {
	const answers = { "/_ping": ping("1.41"), "/containers/x/start": reply(body, 500) };
	const { result } = await ask(answers, (client) => client.start("x"));
	expect(result).toMatchObject({ name: "EngineError", message: expected, status: 500, isUnanswered: false });
});

it("what is not there is undefined, or gone already", async () => {
	const use = async (client: EngineClient) => [
		await client.findImage("reg:5000/a b/c:1"),
		await client.findContainer("x"),
		await client.remove("x"),
	];
	const { result, asked } = await ask({ "/_ping": ping("1.41") }, use);
	expect(result).toEqual([undefined, undefined, undefined]);
	expect(asked[1]).toBe("GET /v1.41/images/reg%3A5000/a%20b/c%3A1/json");
});

it.each([
	["is waited for", reply({ StatusCode: 0 }), undefined],
	["may be over before anybody waits", missing, undefined],
	["that fails is told", reply({ message: "busy" }, 500), "busy"],
])("a removal by somebody else %s", async (_, waited, expected) => {
	const refused = reply({ message: "removal of container x is already in progress" }, 409);
	const answers = { "/_ping": ping("1.41"), "/containers/x": refused, "/containers/x/wait": waited };
	const { result, asked } = await ask(answers, (client) => client.remove("x"));
	expect(result instanceof Error ? result.message : result).toBe(expected);
	expect(asked[2]).toBe("POST /v1.41/containers/x/wait?condition=removed");
});

it("a removal that is refused for another reason is not waited for", async () => {
	const answers = { "/_ping": ping("1.41"), "/containers/x": reply({ message: "it has dependents" }, 409) };
	const { result, asked } = await ask(answers, (client) => client.remove("x"));
	expect([result, asked.length]).toEqual([expect.objectContaining({ message: "it has dependents" }), 2]);
});

it("a pull tells how it goes, and fails with what stands in its answer", async () => {
	const lines = '{"status":"Downloading","id":"l1","progressDetail":{"current":5,"total":9}}\n{"error":"denied"}\n';
	const told: unknown[] = [];
	const { result, asked } = await ask({ "/_ping": ping("1.41"), "/images/create": reply(lines) }, (client) =>
		client.pull("reg:5000/a", { onProgress: (line) => told.push(line.progressDetail), credentials: "e30=" }),
	);
	expect(result).toMatchObject({ message: "denied" });
	expect(told).toEqual([{ current: 5, total: 9 }]);
	expect(asked[1]).toBe("POST /v1.41/images/create?fromImage=reg%3A5000%2Fa%3Alatest");
});

it("logs that break off are an error, and those that end are not", async () => {
	const whole = Buffer.from([1, 0, 0, 0, 0, 0, 0, 2, 104, 105]);
	const use = (client: EngineClient) => allOf(client.readLogs("x", { follows: true }));
	const logs = (finish: (answer: ServerResponse) => void): Record<string, Answer> => ({
		"/_ping": ping("1.41"),
		"/containers/x/logs": (_, answer) => void answer.writeHead(200).write(whole, () => finish(answer)),
	});
	const ended = await ask(
		logs((answer) => answer.end()),
		use,
	);
	expect(ended.result).toEqual([{ stdout: [Buffer.from("hi")], stderr: [] }]);
	const broken = await ask(
		logs((answer) => answer.destroy()),
		use,
	);
	expect(broken.result).toMatchObject({ name: "EngineError", isUnanswered: true });
});

it("an engine that is not there is said to be not there", async () => {
	using directory = tempDir();
	const socketPath = `${directory.path}/none.sock`;
	const client = engineClient({ kind: "unix", text: "unix:///none.sock", socketPath });
	const nobody = engineClient({ kind: "tcp", text: "tcp://127.0.0.1:1", host: "127.0.0.1", port: 1 });
	await expect(client.info()).rejects.toThrow("unix:///none.sock is not there");
	await expect(nobody.info()).rejects.toThrow("tcp://127.0.0.1:1 is there, and nobody answers at it");
});

async function allOf<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const value of values) all.push(value);
	return all;
}
