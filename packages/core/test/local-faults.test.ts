import * as http from "node:http";
import * as https from "node:https";
import { inspect } from "node:util";
import { assert, asyncProperty, constantFrom, nat } from "fast-check";
import { describe, expect, test } from "vitest";
import { mutate, type RawAnswer, random, startRawServer } from "@chronos-job/testkit";
import {
	ChronosError,
	type Clock,
	createReader,
	type LocalEvent,
	type LocalReader,
	nodeTransport,
	systemClock,
} from "@chronos-job/core";

/** Pauses pass fast; nobody here measures them. */
const clock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) };
const facts = '{"version":"1.2.3","storeId":"x","lastEventId":7}';

const json = (text: string) =>
	`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const stream = (text: string | Buffer) =>
	Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"), Buffer.from(text)]);

/** A server of ours, whose answers to all but the question for its facts are given; the last one again and again. */
async function open(...answers: readonly (RawAnswer | string | Buffer)[]) {
	let next = 0;
	const server = await startRawServer((socket, request) => {
		if (request.startsWith("GET /local/v1 ")) return void socket.write(json(facts));
		const answer = answers[Math.min(next++, answers.length - 1)] ?? "";
		if (typeof answer === "function") return answer(socket, request);
		socket.end(answer);
	});
	const transport = nodeTransport({ http, https });
	const client = createReader(
		{ name: "own", urls: [server.url], dialect: "3.x" },
		{ transport, clock, patienceMs: 10_000 },
	);
	const local = await client.server.local();
	if (local === undefined) throw new Error("the server is not known for one of ours");
	return {
		server,
		local,
		[Symbol.asyncDispose]: async () => {
			await client[Symbol.asyncDispose]();
			await server[Symbol.asyncDispose]();
		},
	};
}

async function firstEvents(local: LocalReader, count: number): Promise<readonly LocalEvent[]> {
	const events: LocalEvent[] = [];
	for await (const event of local.events(0)) if (events.push(event) === count) break;
	return events;
}

/** What is wrong with the way in which something ended, if anything is. */
async function flawOf(doing: Promise<unknown>): Promise<string | undefined> {
	const end = await doing.catch((error: unknown) => error);
	return !(end instanceof Error) || end instanceof ChronosError ? undefined : `no error of ours: ${inspect(end)}`;
}

describe("the events of a server of ours", () => {
	const first = 'id: 1\nevent: run\ndata: {"at":"1970-01-01T00:00:00.005Z","job":"häuser"}\n\n';
	const second = 'id: 2\ndata: {"at":"1970-01-01T00:00:00.006Z",\ndata: "job":"b"}\n\n';

	test.each([
		["as they should be", first + second],
		["with the line breaks of Windows", (first + second).replaceAll("\n", "\r\n")],
		["with comments and noise", `: hello\n\nretry: 5\n\nnoise\n\n${first}:\n\n${second}`],
	])("are understood %s", async (_, text) => {
		await using own = await open(stream(text));
		expect(await firstEvents(own.local, 2)).toEqual([
			{ id: 1, type: "run", at: 5, fields: { at: "1970-01-01T00:00:00.005Z", job: "häuser" } },
			{ id: 2, type: "message", at: 6, fields: { at: "1970-01-01T00:00:00.006Z", job: "b" } },
		]);
	});

	test("are understood in pieces of a byte", async () => {
		await using own = await open((socket) => {
			const bytes = [...stream((first + second).replaceAll("\n", "\r\n"))];
			const writeNext = () => {
				const byte = bytes.shift();
				if (byte !== undefined) socket.write(Buffer.from([byte]), () => setImmediate(writeNext));
			};
			writeNext();
		});
		expect((await firstEvents(own.local, 2)).map(({ id, fields }) => [id, fields["job"]])).toEqual([
			[1, "häuser"],
			[2, "b"],
		]);
	});

	test("go on where they broke off", async () => {
		await using own = await open(stream(first + second.slice(0, 20)), stream(second));
		expect((await firstEvents(own.local, 2)).map(({ id }) => id)).toEqual([1, 2]);
		const asked = own.server.requests.map((request) => request.split(" ")[1]);
		expect(asked.slice(1)).toEqual(["/local/v1/events?after=0", "/local/v1/events?after=1"]);
	});

	test.each<readonly [string, RawAnswer | string | Buffer]>([
		["a stream that always ends at once", stream("")],
		["a stream that always breaks", (socket) => socket.write(stream("id: 1"), () => socket.resetAndDestroy())],
		["no answer", (socket) => socket.destroy()],
		["a refusal", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"],
		["something else", json("{}")],
	])("end in an error of ours after %s", async (_, answer) => {
		await using own = await open(answer);
		await expect(firstEvents(own.local, 1)).rejects.toBeInstanceOf(ChronosError);
	});

	test("end in an error of ours when one of them has no end", async () => {
		await using own = await open((socket) => {
			const piece = "x".repeat(1024 * 1024);
			const more = () => {
				while (!socket.destroyed && socket.writable && socket.write(piece));
			};
			socket.on("drain", more);
			socket.write(stream("data: "));
			more();
		});
		await expect(firstEvents(own.local, 1)).rejects.toBeInstanceOf(ChronosError);
	});

	test("end with the reason of who does not want more", async () => {
		await using own = await open((socket) => socket.write(stream(first)));
		const [stop, reason] = [new AbortController(), new Error("enough")];
		const doing = (async () => {
			for await (const { id } of own.local.events(0, { signal: stop.signal })) if (id === 1) stop.abort(reason);
		})();
		await expect(doing).rejects.toBe(reason);
	});

	test("leave no connection behind when nobody listens any more", async () => {
		await using own = await open((socket) => socket.write(stream(first)));
		await firstEvents(own.local, 1);
		const streams = own.server.requests.filter((request) => request.includes("/events"));
		expect(streams).toHaveLength(1);
		// The one on which the facts were asked for may be kept.
		while (own.server.connections > 1) await systemClock.sleep(5);
		expect(own.server.connections).toBeLessThanOrEqual(1);
	});
});

describe("the log of a server of ours", () => {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nLog-Task: ct:1:0:a:\r\nLog-Offset: 3\r\n";

	async function readLog(local: LocalReader, signal?: AbortSignal): Promise<string> {
		const { body } = await local.log({ job: "a", stream: "stdout", follow: true }, { signal });
		const pieces: Uint8Array[] = [];
		for await (const piece of body) pieces.push(piece);
		return Buffer.concat(pieces).toString();
	}

	test("comes as it is", async () => {
		await using own = await open(`${head}\r\nhello\n`);
		expect(await readLog(own.local)).toBe("hello\n");
	});

	test.each<readonly [string, RawAnswer | string]>([
		["is cut off", `${head}Content-Length: 99\r\n\r\nhello\n`],
		["breaks off between chunks", `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`],
		[
			"is reset",
			(socket) => socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`, () => socket.resetAndDestroy()),
		],
		["belongs to nobody", "HTTP/1.1 200 OK\r\n\r\nhello"],
		["is none", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"],
		["is none, and why is garbage", `HTTP/1.1 404 Not Found\r\nContent-Length: 22\r\n\r\n{"error":{"code":5}}  `],
	])("that %s ends in an error of ours", async (_, answer) => {
		await using own = await open(answer);
		await expect(readLog(own.local)).rejects.toBeInstanceOf(ChronosError);
	});

	test("ends with the reason of who does not want more", async () => {
		const [stop, reason] = [new AbortController(), new Error("enough")];
		await using own = await open((socket) => {
			socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`);
			setImmediate(() => stop.abort(reason));
		});
		await expect(readLog(own.local, stop.signal)).rejects.toBe(reason);
	});
});

test("whatever a server of ours answers, badly it ends only in our way", async () => {
	const run =
		'{"id":3,"job":"a","cause":"manual","phase":"settled","outcome":"failed","dropReason":null,"queuedAt":"2026-11-21T09:00:00.000Z","dueAt":null,"retryAt":null,"settledAt":"2026-11-21T09:00:01.000Z","args":"","attempts":[{"taskId":"ct:1:0:a:","number":0,"phase":"ended","launchedAt":"2026-11-21T09:00:00.000Z","startedAt":null,"end":{"outcome":"failed","exitCode":1,"signal":null,"reason":null,"at":"2026-11-21T09:00:01.000Z"}}]}';
	const texts = [run, `{"runs":[${run}]}`, '{"job":"a","reasons":[{"type":"x","text":"y"}],"latest":null}', "{}", "[]"];
	const reads: readonly ((local: LocalReader) => Promise<unknown>)[] = [
		(local) => local.runs(),
		(local) => local.runs({ job: "a", limit: 5 }),
		(local) => local.run(3),
		(local) => local.why("a"),
		(local) => local.log({ job: "a", stream: "stderr" }),
		(local) => local.log({ job: "a", stream: "stderr", attempt: 0 }),
		(local) => local.log({ job: "a", stream: "stderr", run: 3 }),
	];
	let text = "";
	await using own = await open((socket) => socket.write(json(text)));
	await assert(
		asyncProperty(constantFrom(...texts), nat(), constantFrom(...reads), async (whole, seed, read) => {
			text = mutate(whole, random(seed));
			expect(await flawOf(read(own.local))).toBeUndefined();
		}),
		{ numRuns: 150 },
	);
});
