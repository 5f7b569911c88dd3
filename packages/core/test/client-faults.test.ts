import * as http from "node:http";
import * as https from "node:https";
import { inspect } from "node:util";
import { assert, asyncProperty, constantFrom } from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type RawServer, startRawServer } from "@chronos-job/testkit";
import {
	ChronosError,
	type ChronosClient,
	type Clock,
	createClient,
	type ErrorCode,
	errorCodes,
	nodeTransport,
	type ReadClient,
	ResponseError,
	systemClock,
	type Target,
	type Transport,
	undiciTransport,
} from "@chronos-job/core";
import { oddReplies } from "./odd-replies.ts";
import {
	begins,
	endlessly,
	type Fault,
	faults,
	head,
	isAway,
	isNone,
	json,
	quirks,
	says,
	whole,
} from "./wire-faults.ts";

// Nearly all that is done here is to wait.
vi.setConfig({ maxConcurrency: 16 });

const password = "hünter2&co";
const secrets = [
	password,
	encodeURIComponent(password),
	...(["latin1", "utf8"] as const).map((encoding) => Buffer.from(`ada:${password}`, encoding).toString("base64")),
];
const allCodes = Object.keys(errorCodes) as readonly ErrorCode[];
/** For servers that are to be given up; all others have all the time that a busy machine may take. */
const hastyMs = 300;
const patientMs = 10_000;
const maxBytes = 64 * 1024;
const longestMs = 20_000;

/** Pauses between attempts pass fast; nobody here measures them. */
const clock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) };

const transports: readonly (readonly [name: string, open: () => Transport])[] = [
	["node", () => nodeTransport({ http, https })],
	["undici", () => undiciTransport({ env: {} })],
];

interface Wishes extends Partial<Target> {
	readonly patienceMs?: number;
}

function clientOf(
	server: RawServer,
	open: () => Transport,
	{ patienceMs = patientMs, ...target }: Wishes = {},
): ChronosClient {
	const credentials = { kind: "basic", user: "ada", password } as const;
	return createClient(
		{ name: "faulty", urls: [server.url], dialect: "3.x", credentials, ...target },
		{ transport: open(), clock, random: () => 0, patienceMs, maxBytes },
	);
}

describe.concurrent.each(transports)("over %s", (_, open) => {
	test.each(faults)("a server that answers $name is understood", async ({ answer, ends }) => {
		await using server = await startRawServer(answer);
		await using client = clientOf(server, open, patienceFor(ends));
		const end = await endOf(client.jobs.list());
		expect(flawOf(end, [ends].flat())).toBeUndefined();
		// Reads may be asked again, but not for ever.
		expect(server.requests.length).toBeLessThanOrEqual(4);
	});

	test.each(quirks)("a server that answers $name is understood", async ({ answer }) => {
		await using server = await startRawServer(answer);
		await using client = clientOf(server, open);
		expect(await client.jobs.list()).toEqual([]);
	});

	test.each(faults)("a job is sent once to a server that answers $name", async ({ answer, ends }) => {
		await using server = await startRawServer(answer);
		await using client = clientOf(server, open, patienceFor(ends));
		const end = await endOf(client.jobs.put({ name: "hello", command: "date", schedule: "R1//P1Y" }));
		expect(end === undefined ? end : flawOf(end)).toBeUndefined();
		expect(server.requests).toHaveLength(1);
	});

	test("an endless body is left", async () => {
		await using server = await startRawServer(endlessly(head(json), " ".repeat(9999)));
		await using client = clientOf(server, open);
		await endOf(client.jobs.list());
		await server.untilAlone();
		expect(server.connections).toBe(0);
	});

	test.each(["list", "put"] as const)("a caller who gives up on %s hears their own reason at once", async (call) => {
		await using server = await startRawServer(() => stop.abort(reason));
		await using client = clientOf(server, open);
		const [stop, reason] = [new AbortController(), new Error("enough")];
		const options = { signal: stop.signal };
		const job = { name: "hello", schedule: "R1//P1Y" } as const;
		const end = await endOf(call === "list" ? client.jobs.list(options) : client.jobs.put(job, options));
		expect(end).toBe(reason);
	});

	describe("a redirect", () => {
		const redirect = (to: string, status = 307) =>
			begins(`HTTP/1.1 ${status} Elsewhere\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`);

		test.each([
			["to itself", (request: string) => /^\w+ (\S+)/.exec(request)?.[1] ?? ""],
			["to ever longer paths", (request: string) => `${/^\w+ (\S+)/.exec(request)?.[1] ?? ""}/x`],
		])("%s ends", async (_, next) => {
			await using server = await startRawServer((socket, request) => redirect(next(request))(socket, request));
			await using client = clientOf(server, open);
			expect(flawOf(await endOf(client.jobs.list()), [isNone])).toBeUndefined();
			expect(server.requests.length).toBeLessThanOrEqual(10);
		});

		test.each(["", "http://", "//", "::", "javascript:alert(1)", "http://[::1", "\u00FF"])(
			"to %j ends in an error of ours",
			async (to) => {
				await using server = await startRawServer(redirect(to));
				await using client = clientOf(server, open);
				expect(flawOf(await endOf(client.jobs.list()))).toBeUndefined();
			},
		);

		test.each([
			["another port", (other: string) => `${other}/v1/scheduler/jobs`],
			["another scheme", (other: string) => other.replace("http:", "https:")],
			["another place without a scheme", (other: string) => other.replace("http:", "")],
			["a place with somebody's name", (other: string) => other.replace("://", "://eve:pw@")],
		])("to %s is not followed", async (_, to) => {
			await using other = await startRawServer(says(whole("[]")));
			for (const status of [301, 302, 303, 307, 308]) {
				await using server = await startRawServer(redirect(to(other.url), status));
				await using client = clientOf(server, open);
				expect(flawOf(await endOf(client.jobs.list()), ["target.refused", isNone])).toBeUndefined();
				expect(flawOf(await endOf(client.jobs.delete("hello")))).toBeUndefined();
			}
			expect(other.requests).toEqual([]);
			expect(other.connections).toBe(0);
		});

		test("to the same host keeps method, body and credentials", async () => {
			await using server = await startRawServer((socket, request) => {
				const isFirst = !request.includes(" /there");
				(isFirst ? redirect("/there") : says("HTTP/1.1 204 No Content\r\n\r\n"))(socket, request);
			});
			await using client = clientOf(server, open);
			await client.jobs.put({ name: "hello", schedule: "R1//P1Y" });
			const [first = "", second = ""] = server.requests;
			expect(second).toMatch(/^POST \/there HTTP/);
			expect(second.replace("/there", "/v1/scheduler/iso8601")).toBe(first);
			expect(second).toMatch(/^authorization: Basic /im);
		});
	});

	test("a kept connection that the server has closed meanwhile costs nothing", async () => {
		await using server = await startRawServer((socket) => {
			socket.write(whole("[]"));
			setImmediate(() => socket.destroy());
		});
		await using client = clientOf(server, open);
		for (let call = 0; call < 5; call++) {
			expect(await client.jobs.list()).toEqual([]);
			await systemClock.sleep(2);
		}
	});

	test("whatever is answered, every read ends in time, and badly only in our way", async () => {
		await using server = await startRawServer(says(""));
		await using client = clientOf(server, open);
		await assert(
			asyncProperty(oddReplies, constantFrom(...reads), async ({ text, isCut }, read) => {
				server.answer((socket) => (isCut ? socket.end(text, "latin1") : socket.write(text, "latin1")));
				const end = await endOf(read(client));
				expect(end instanceof Error ? flawOf(end) : undefined).toBeUndefined();
			}),
			{ numRuns: 150 },
		);
	});

	test("whatever is answered, the dialect is found or an error says why not", async () => {
		await using server = await startRawServer(says(""));
		await assert(
			asyncProperty(oddReplies, async ({ text }) => {
				server.answer(says(text));
				await using client = clientOf(server, open, { dialect: undefined });
				const end = await endOf(client.server.dialect());
				expect(end === "2.x" || end === "3.x" ? undefined : flawOf(end)).toBeUndefined();
			}),
			{ numRuns: 40 },
		);
	});
});

test.each(faults.slice(0, 3))("a server that answers $name has a substitute", async ({ answer }) => {
	await using dead = await startRawServer(answer);
	await using alive = await startRawServer(says(whole("[]")));
	await using client = clientOf(dead, () => nodeTransport({ http, https }), { urls: [dead.url, alive.url] });
	expect(await client.jobs.list()).toEqual([]);
});

function patienceFor(ends: Fault["ends"]): Wishes {
	return [ends].flat().includes("target.timeout") ? { patienceMs: hastyMs } : {};
}

test.each(faults.slice(0, 3))("a job that a server answers with $name is sent to no substitute", async ({ answer }) => {
	await using dead = await startRawServer(answer);
	await using alive = await startRawServer(says("HTTP/1.1 204 No Content\r\n\r\n"));
	await using client = clientOf(dead, () => nodeTransport({ http, https }), { urls: [dead.url, alive.url] });
	expect(flawOf(await endOf(client.jobs.delete("hello")), [isAway])).toBeUndefined();
	expect(alive.requests).toEqual([]);
});

test("a job that nobody can have seen is sent to the substitute", async () => {
	await using alive = await startRawServer(says("HTTP/1.1 204 No Content\r\n\r\n"));
	const urls = ["http://127.0.0.1:1", alive.url];
	await using client = clientOf(alive, () => nodeTransport({ http, https }), { urls });
	await client.jobs.delete("hello");
	expect(alive.requests).toHaveLength(1);
});

/** What a promise comes to, within a bounded time. */
async function endOf(promise: Promise<unknown>): Promise<unknown> {
	const late = new AbortController();
	const tooLate = systemClock.sleep(longestMs, late.signal).then(() => {
		if (late.signal.aborted) return undefined;
		throw new Error(`nothing came of it within ${longestMs} ms`);
	});
	try {
		return await Promise.race([promise.catch((error: unknown) => error), tooLate]);
	} finally {
		late.abort();
	}
}

/** What is wrong with the way in which something ended, if anything is. */
function flawOf(end: unknown, allowed: readonly ErrorCode[] = allCodes): string | undefined {
	if (!(end instanceof ChronosError)) return `no error of ours: ${inspect(end)}`;
	if (!allowed.includes(end.code)) return `another error: ${inspect(end)}`;
	const body = end instanceof ResponseError ? end.body : "";
	const shown = [
		end.message,
		end.hint,
		end.stack,
		body,
		JSON.stringify(end),
		inspect(end, { depth: 9, showHidden: true }),
	];
	const leaked = secrets.find((secret) => shown.join("\n").includes(secret));
	if (leaked !== undefined) return `a secret is told: ${inspect(end)}`;
	return /^\P{Lu}.*[^.\n]$/u.test(end.message) ? undefined : `no sentence of ours: ${end.message}`;
}

const reads: readonly ((client: ReadClient) => Promise<unknown>)[] = [
	(client) => client.jobs.list(),
	(client) => client.jobs.summaries(),
	(client) => client.jobs.find("hello"),
	(client) => client.jobs.search({ name: "h" }),
	(client) => client.stats.ofJob("hello"),
	(client) => client.stats.percentile("median"),
	(client) => client.graph.dot(),
	(client) => client.graph.rows(),
	(client) => client.server.leader(),
	(client) => client.server.ping(),
	(client) => client.server.metrics(),
	(client) => client.server.local(),
];
