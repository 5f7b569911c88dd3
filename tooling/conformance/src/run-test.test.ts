import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { ChronosTest } from "./chronos-test.ts";
import type { ChronosServer } from "./connection.ts";
import { equal } from "./difference.ts";
import { explainDifference } from "./explain-difference.ts";
import { judge } from "./judge.ts";
import { runTest } from "./run-test.ts";
import { connectionTo, serverAt } from "./server-at.ts";

const pings: ChronosTest = {
	name: "a ping is a pong",
	section: "§1.4.16",
	run: async (chronos) => equal("the body", (await chronos.request({ path: "/ping" })).text, "pong\n"),
};

const deviation = { name: "no-pong", because: "it pings", tests: [pings.name] };

async function withServer<T>(answer: RequestListener, use: (server: ChronosServer) => Promise<T>): Promise<T> {
	const listening = createServer(answer).listen(0, "127.0.0.1");
	await once(listening, "listening");
	const { port } = listening.address() as AddressInfo;
	const connection = connectionTo(new URL(`http://127.0.0.1:${port}/`), undefined);
	try {
		return await use(serverAt(connection, { dialect: "3.x", disposable: false }));
	} finally {
		listening.close();
	}
}

const right: RequestListener = (_, response) => response.end("pong\n");
const wrong: RequestListener = (_, response) => response.end("ping");

describe("runTest", () => {
	it("finds nothing in a server that is right", async () => {
		const result = await withServer(right, (server) => runTest(pings, server));
		expect(judge(pings, result, undefined)).toBeUndefined();
	});

	it("reports a wrong answer with the request, what was expected and what came", async () => {
		const result = await withServer(wrong, (server) => runTest(pings, server));
		expect(judge(pings, result, undefined)).toBe(
			[
				"a ping is a pong (contract §1.4.16)",
				"  about: the body",
				"  expected: pong\n",
				"  got: ping",
				"  last request: GET /ping",
				"  last answer: 200 without content type ping",
			].join("\n"),
		);
	});

	it("takes a wrong answer that is a deviation", async () => {
		const result = await withServer(wrong, (server) => runTest(pings, server));
		expect(judge(pings, result, deviation)).toBeUndefined();
	});

	it("does not take a deviation that is none", async () => {
		const result = await withServer(right, (server) => runTest(pings, server));
		expect(judge(pings, result, deviation)).toBe(
			'a ping is a pong: is as in Chronos, so the deviation "no-pong" must not list it',
		);
	});

	it("reports a server that is not there", async () => {
		const connection = connectionTo(new URL("http://127.0.0.1:1/"), undefined);
		const result = await runTest(pings, serverAt(connection, { dialect: "3.x", disposable: false }));
		expect(result.outcome === "differs" && explainDifference(pings, result)).toContain("ECONNREFUSED");
	});

	it("deletes the jobs that the test made, the last first, and no other", async () => {
		const asked: string[] = [];
		const creates: ChronosTest = {
			...pings,
			run: async (chronos) => {
				chronos.name("a");
				chronos.name("b");
				await chronos.call("GET", "jobs");
			},
		};
		const listener: RequestListener = (request, response) => {
			asked.push(`${request.method} ${request.url?.replace(/conf-.*-/, "")}`);
			response.end("[]");
		};
		await withServer(listener, (server) => runTest(creates, server));
		expect(asked).toEqual(["GET /v1/scheduler/jobs", "DELETE /v1/scheduler/job/b", "DELETE /v1/scheduler/job/a"]);
	});

	it("sends what it is given without making it proper", async () => {
		const asked: (string | undefined)[] = [];
		const listener: RequestListener = (request, response) => {
			asked.push(request.url, request.headers["content-type"], request.headers.authorization);
			response.end("[]");
		};
		const sends: ChronosTest = {
			...pings,
			run: async (chronos) => void (await chronos.request({ method: "PUT", path: "/a/../b//%2f;x=y?q" })),
		};
		await withServer(listener, (server) => runTest(sends, server));
		expect(asked).toEqual(["/a/../b//%2f;x=y?q", undefined, undefined]);
	});
});
