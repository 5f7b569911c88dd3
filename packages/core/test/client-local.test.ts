import { describe, expect, test } from "vitest";
import type { LocalEvent, LocalReader } from "@chronos-job/core";
import { clientsOver, transports } from "./client-over.ts";
import { pathsOf, type Script, type ScriptedServer, startScripted } from "./scripted-server.ts";

const at = "2030-01-01T00:00:00.000Z";
const version = { name: "chronos-job", version: "1.2.3", storeId: "s", lastEventId: 7, startedAt: at };
const end = { outcome: "failed", exitCode: 3, at };
const attempt = { taskId: "ct:1:0:a:", number: 0, phase: "ended", launchedAt: at, end };
const run = {
	id: 5,
	job: "a",
	cause: "manual",
	phase: "settled",
	outcome: "failed",
	queuedAt: at,
	args: "-x",
	attempts: [attempt],
};

const readRun = {
	...run,
	queuedAt: Date.parse(at),
	dueAt: undefined,
	attempts: [{ ...attempt, launchedAt: Date.parse(at), startedAt: undefined, end: { ...end, at: Date.parse(at) } }],
};

const problem = (code: string) => ({ status: 404, body: { code, message: `about ${code}.` } });

describe.each(transports)("over %s", (_, openTransport) => {
	const clientOf = clientsOver(openTransport);

	/** What only our servers offer, of one that answers so. */
	async function withLocal<Result>(
		script: Script,
		use: (local: LocalReader, server: ScriptedServer) => Promise<Result>,
	): Promise<Result> {
		await using server = await startScripted((heard, response) =>
			heard.line === "GET /local/v1" ? { body: version } : script(heard, response),
		);
		await using client = clientOf([server], { patienceMs: 500 });
		const local = await client.server.local();
		if (local === undefined) throw new Error("the server is not ours");
		return await use(local, server);
	}

	test.each([
		["has nothing there", { status: 404 }],
		["has a page for everything", { body: "<html></html>" }],
		["has other JSON there", { body: { version: "1" } }],
	])("a server that %s is not ours, and is not asked again", async (_, said) => {
		await using server = await startScripted(() => said);
		await using client = clientOf([server], { patienceMs: 500 });
		expect(await client.server.local()).toBeUndefined();
		expect(await client.server.local()).toBeUndefined();
		expect(server.heard).toHaveLength(1);
	});

	test("runs come with their times as milliseconds", async () => {
		const script = pathsOf({
			"/local/v1/runs": { runs: [run] },
			"/local/v1/jobs/a b/runs": { runs: [] },
			"/local/v1/runs/5": run,
		});
		await withLocal(script, async (local, server) => {
			expect(local.facts).toEqual({ version: "1.2.3", storeId: "s", lastEventId: 7 });
			expect(await local.runs({ limit: 10, before: 6 })).toEqual([readRun]);
			expect(await local.run(5)).toEqual(readRun);
			expect(await local.run(6)).toBeUndefined();
			expect(await local.runs({ job: "a b" })).toEqual([]);
			expect(server.lines().slice(1)).toEqual([
				"GET /local/v1/runs?limit=10&before=6",
				"GET /local/v1/runs/5",
				"GET /local/v1/runs/6",
				"GET /local/v1/jobs/a%20b/runs",
			]);
		});
	});

	test("a run that lacks something is refused", async () => {
		await withLocal(pathsOf({ "/local/v1/runs": { runs: [{ ...run, queuedAt: "soon" }] } }), async (local) => {
			await expect(local.runs()).rejects.toMatchObject({ code: "target.not-chronos" });
		});
	});

	test("what keeps a job from running comes with what is known besides", async () => {
		const reasons = [{ type: "no-room", text: "It waits for room.", needs: { cpus: 2 } }];
		const latest = { taskId: "ct:1:0:a:", ...end, text: "It failed." };
		await withLocal(pathsOf({ "/local/v1/jobs/a/why": { job: "a", reasons, latest } }), async (local) => {
			expect(await local.why("a")).toMatchObject({
				job: "a",
				reasons,
				latest: { text: "It failed.", at: Date.parse(at) },
			});
			expect(await local.why("b")).toBeUndefined();
		});
	});

	describe("a log", () => {
		const log = (body: string) => ({ headers: { "log-task": "ct:1:0:a:", "log-offset": "3" }, body });

		test.each([
			["of the latest attempt", {}, ["/jobs/a/logs/stdout"]],
			["from its end", { tail: 5, follow: true }, ["/jobs/a/logs/stdout?tail=5&follow=true"]],
			["of a run", { run: 5, since: 3 }, ["/runs/5", "/runs/5/attempts/0/logs/stdout?since=3"]],
			["of an attempt of a run", { run: 5, attempt: 2 }, ["/runs/5/attempts/2/logs/stdout"]],
			["of an attempt of the latest run", { attempt: 1 }, ["/jobs/a/runs?limit=20", "/runs/5/attempts/1/logs/stdout"]],
		])("%s is found", async (_, query, paths) => {
			const script: Script = ({ line }) => {
				if (line.includes("/logs/")) return log("two\n");
				return { body: line.includes("/jobs/") ? { runs: [{ ...run, id: 6, attempts: [] }, run] } : run };
			};
			await withLocal(script, async (local, server) => {
				const { taskId, offset, body } = await local.log({ job: "a", stream: "stdout", ...query });
				expect([taskId, offset, await textOf(body)]).toEqual(["ct:1:0:a:", 3, "two\n"]);
				expect(server.lines().slice(1)).toEqual(paths.map((path) => `GET /local/v1${path}`));
			});
		});

		test("comes as it is written, and its connection is closed when nobody reads on", async () => {
			const { promise: isClosed, resolve } = Promise.withResolvers<void>();
			const script: Script = (_, response) => {
				response.writeHead(200, log("").headers).write("one\n");
				response.on("close", resolve);
				return undefined;
			};
			await withLocal(script, async (local) => {
				const { body } = await local.log({ job: "a", stream: "stdout", follow: true });
				for await (const piece of body) {
					expect(Buffer.from(piece).toString()).toBe("one\n");
					break;
				}
				await isClosed;
			});
		});

		test.each([
			["never-ran", "job.no-logs"],
			["never-launched", "job.no-logs"],
			["sandbox-removed", "job.no-logs"],
			["job-not-found", "job.not-found"],
			["run-not-found", "job.not-found"],
			["attempt-not-found", "job.not-found"],
			["bad-query", "target.refused"],
		])("that is not there because of %s ends in %s", async (code, expected) => {
			await withLocal(
				() => problem(code),
				async (local) => {
					await expect(local.log({ job: "a", stream: "stderr" })).rejects.toMatchObject({
						code: expected,
						message: `about ${code}`,
					});
				},
			);
		});

		test("of a run without attempts is none", async () => {
			await withLocal(pathsOf({ "/local/v1/runs/5": { ...run, attempts: [] } }), async (local) => {
				await expect(local.log({ job: "a", run: 5, stream: "stdout" })).rejects.toMatchObject({ code: "job.no-logs" });
			});
		});
	});

	describe("events", () => {
		const event = (id: number) => `id: ${id}\nevent: run.queued\ndata: ${JSON.stringify({ at, job: "a" })}\n\n`;
		const stream = { "content-type": "text/event-stream" };

		async function take(events: AsyncIterable<LocalEvent>, count: number): Promise<readonly LocalEvent[]> {
			const taken: LocalEvent[] = [];
			for await (const one of events) if (taken.push(one) === count) break;
			return taken;
		}

		test("go on where a broken stream ended", async () => {
			let next = 8;
			const script: Script = (_, response) => {
				response.writeHead(200, stream).write(`: connected\n\n${event(next++)}${event(next++)}id: 99\ndata: {`);
				setTimeout(() => response.destroy(), 5);
				return undefined;
			};
			await withLocal(script, async (local, server) => {
				const events = await take(local.events(undefined), 5);
				expect(events.map(({ id }) => id)).toEqual([8, 9, 10, 11, 12]);
				expect(events[0]).toEqual({ id: 8, type: "run.queued", at: Date.parse(at), fields: { at, job: "a" } });
				expect(server.lines().slice(2)).toEqual([7, 9, 11].map((after) => `GET /local/v1/events?after=${after}`));
			});
		});

		test("tell of a gap", async () => {
			const script: Script = () => ({ headers: stream, body: `event: gap\ndata: {"from":5}\n\n${event(5)}` });
			await withLocal(script, async (local) => {
				expect(await take(local.events(2), 2)).toMatchObject([
					{ id: undefined, type: "gap", fields: { from: 5 } },
					{ id: 5 },
				]);
			});
		});

		test("that never come are waited for, and given up when the server always hangs up", async () => {
			await withLocal(
				() => ({ headers: stream, body: ": connected\n\n" }),
				async (local) => {
					await expect(take(local.events(0), 1)).rejects.toMatchObject({ code: "target.not-chronos" });
				},
			);
		});

		test("end with the reason of who gives up", async () => {
			const stop = new AbortController();
			const script: Script = (_, response) => {
				response.writeHead(200, stream).write(event(1));
				return undefined;
			};
			await withLocal(script, async (local) => {
				const listening = (async () => {
					for await (const _ of local.events(0, { signal: stop.signal })) stop.abort(new Error("enough"));
				})();
				await expect(listening).rejects.toThrow("enough");
			});
		});

		test("of a server that refuses are an error", async () => {
			await withLocal(
				() => problem("bad-query"),
				async (local) => {
					await expect(take(local.events(0), 1)).rejects.toMatchObject({ code: "target.refused" });
				},
			);
		});
	});
});

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of body) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}
