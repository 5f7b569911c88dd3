import * as http from "node:http";
import * as https from "node:https";
import { type MesosTask, startMesos, startRawServer } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import {
	type Clock,
	findMesosMaster,
	type MesosAttempt,
	nodeTransport,
	openSandboxes,
	type SandboxReader,
	systemClock,
	type Transport,
} from "../src/index.ts";

const taskId = "ct:2:0:hello:-a 1";
const running: MesosTask = { id: taskId, state: "TASK_RUNNING" };

/** A cluster on which hello has written three lines. */
async function cluster(tasks: readonly MesosTask[] = [running]) {
	const mesos = await startMesos(tasks);
	mesos.write(taskId, "stdout", "eins\nzwei\ndreißig\n");
	const transport = nodeTransport({ http, https });
	const patient: Clock = { now: () => 0, sleep: async () => undefined };
	return {
		mesos,
		sandboxes: (clock = patient, masters: readonly string[] = [mesos.master]) =>
			openSandboxes({ masters, transport, clock, patienceMs: 2000 }),
		async [Symbol.asyncDispose]() {
			await transport[Symbol.asyncDispose]();
			await mesos[Symbol.asyncDispose]();
		},
	};
}

async function newestOf(sandboxes: SandboxReader): Promise<MesosAttempt> {
	const [attempt] = await sandboxes.attempts("hello");
	if (attempt === undefined) throw new Error("the master knows no attempt");
	return attempt;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of body) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

describe("what a job has written on a real cluster", () => {
	it("is read from the agent, whole or from a line or a byte on", async () => {
		await using lab = await cluster();
		const sandboxes = lab.sandboxes();
		const attempt = await newestOf(sandboxes);
		expect(attempt).toMatchObject({ taskId, isOver: false });
		expect(await sandboxes.hostOf(attempt)).toBe("127.0.0.1");
		expect(await sandboxes.hostOf({ ...attempt, agentId: "another" })).toBeUndefined();
		const read = (range: object) => textOf(sandboxes.log(attempt, { stream: "stdout", ...range }));
		expect(await read({})).toBe("eins\nzwei\ndreißig\n");
		expect(await read({ tail: 2 })).toBe("zwei\ndreißig\n");
		expect(await read({ tail: 9 })).toBe("eins\nzwei\ndreißig\n");
		expect(await read({ since: 5 })).toBe("zwei\ndreißig\n");
		expect(await read({ stream: "stderr" })).toBe("");
	});

	it("is followed until the attempt has ended, and not a byte is lost", async () => {
		await using lab = await cluster();
		const steps = [
			() => lab.mesos.write(taskId, "stdout", "vier\n"),
			() => undefined,
			() => {
				lab.mesos.write(taskId, "stdout", "ende\n");
				lab.mesos.setTasks([{ id: taskId, state: "TASK_FINISHED" }]);
			},
		];
		const sandboxes = lab.sandboxes({ now: () => 0, sleep: async () => steps.shift()?.() });
		const attempt = await newestOf(sandboxes);
		const text = await textOf(sandboxes.log(attempt, { stream: "stdout", follow: true, tail: 1 }));
		expect(text).toBe("dreißig\nvier\nende\n");
	});

	it("is found behind a master that does not lead, one that is down, and many tasks of others", async () => {
		const others = Array.from({ length: 2500 }, (_, index) => ({ id: `ct:9:0:other-${index}:`, state: "TASK_LOST" }));
		await using lab = await cluster([...others, { id: taskId, state: "TASK_FINISHED" }]);
		const sandboxes = lab.sandboxes(undefined, ["http://127.0.0.1:1", lab.mesos.standby]);
		expect(await sandboxes.attempts("hello")).toMatchObject([{ isOver: true }]);
		expect(lab.mesos.asked.map((url) => /offset=(\d+)/.exec(url)?.[1])).toEqual(["0", "1000", "2000"]);
		expect(await sandboxes.attempts("nope")).toEqual([]);
	});

	it("is missed in so many words", async () => {
		await using lab = await cluster();
		const sandboxes = lab.sandboxes();
		const attempt = await newestOf(sandboxes);
		const problem = (changes: object) => textOf(sandboxes.log({ ...attempt, ...changes }, { stream: "stdout" }));
		await expect(problem({ agentId: "S2" })).rejects.toMatchObject({ code: "job.no-logs" });
		await expect(problem({ taskId: "ct:1:0:hello:" })).rejects.toMatchObject({
			code: "job.no-logs",
			message: "the agent 127.0.0.1 has removed the files of ct:1:0:hello:",
		});
		lab.mesos.removeFiles();
		await expect(problem({})).rejects.toMatchObject({
			code: "job.no-logs",
			message: `the Mesos agent has no stdout of ${taskId}`,
		});
		await expect(lab.sandboxes(undefined, ["http://127.0.0.1:1"]).attempts("hello")).rejects.toMatchObject({
			code: "target.unreachable",
			message: "no Mesos master answers at http://127.0.0.1:1",
		});
	});

	it("comes to an end when somebody stops it", async () => {
		await using lab = await cluster();
		const stop = new AbortController();
		const sandboxes = lab.sandboxes({ now: () => 0, sleep: async () => stop.abort(new Error("enough")) });
		const attempt = await newestOf(sandboxes);
		const following = sandboxes.log(attempt, { stream: "stdout", follow: true }, { signal: stop.signal });
		await expect(textOf(following)).rejects.toThrow("enough");
	});
});

describe("a cluster that wants to know who asks", () => {
	const credentials = { user: "ada", password: "hunter2" };
	const basic = { kind: "basic", ...credentials } as const;

	it("tells master and agent alike, and whoever leads instead", async () => {
		await using mesos = await startMesos([running], { credentials });
		mesos.write(taskId, "stdout", "eins\n");
		await using transport = nodeTransport({ http, https });
		const sandboxes = openSandboxes({ masters: [mesos.standby], transport, clock: systemClock, credentials: basic });
		const attempt = await newestOf(sandboxes);
		expect(await textOf(sandboxes.log(attempt, { stream: "stdout" }))).toBe("eins\n");
	});

	it.each([
		["nobody", undefined, "the Mesos master wants to know who asks (401)"],
		[
			"somebody else",
			{ ...basic, password: "secret" },
			"the Mesos master does not let us in with what it was told (401)",
		],
	])("refuses %s, and no secret is told", async (_, given, message) => {
		await using mesos = await startMesos([running], { credentials });
		await using transport = nodeTransport({ http, https });
		const sandboxes = openSandboxes({ masters: [mesos.master], transport, clock: systemClock, credentials: given });
		const asked = sandboxes.attempts("hello");
		await expect(asked).rejects.toMatchObject({ code: "target.unauthorized", message });
		await expect(asked).rejects.not.toThrow("secret");
	});

	it("is not told over http what it was to be told over https", async () => {
		const heard: (string | undefined)[] = [];
		const transport: Transport = {
			async send({ base, headers }) {
				heard.push(`${base} ${headers["authorization"] === undefined ? "unknown" : "told"}`);
				const location = base.startsWith("https:") ? "http://b:5050/master/tasks" : undefined;
				return { status: location === undefined ? 200 : 307, headers: { location }, body: nothing() };
			},
			[Symbol.asyncDispose]: async () => undefined,
		};
		const options = { masters: ["https://a:5050"], transport, clock: systemClock, credentials: basic };
		await expect(openSandboxes(options).attempts("hello")).rejects.toMatchObject({ code: "target.not-chronos" });
		expect(heard).toEqual(["https://a:5050 told", "http://b:5050 unknown"]);
	});
});

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

describe("a master is looked for where Chronos runs", () => {
	/** Port 5050 of any host is that of some server here; other hosts take no connection. */
	function at(hosts: Readonly<Record<string, string>>): Transport & { readonly asked: string[] } {
		const real = nodeTransport({ http, https });
		const asked: string[] = [];
		return {
			asked,
			async send(request) {
				const { base } = request;
				asked.push(base);
				const [, host = ""] = /^http:\/\/(.+):5050$/.exec(base) ?? [];
				if (base.startsWith("http://127.0.0.1:")) return real.send(request);
				const url = hosts[host];
				if (url === undefined) throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
				return real.send({ ...request, base: url });
			},
			[Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
		};
	}

	it("and found, whether it leads or not, and whether it lets us in or not", async () => {
		await using mesos = await startMesos([], { credentials: { user: "a", password: "b" } });
		await using transport = at({ one: mesos.standby, two: mesos.master });
		expect(await findMesosMaster(["zero", "one"], { transport })).toBe("http://one:5050");
		expect(await findMesosMaster(["two"], { transport })).toBe("http://two:5050");
	});

	it("and not taken for what it is not", async () => {
		await using other = await startRawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
		await using transport = at({ other: other.url });
		expect(await findMesosMaster(["other", "zero"], { transport })).toBeUndefined();
	});

	it("on few hosts, once each, and not for long", async () => {
		await using transport = at({});
		const hosts = ["a", "a", "b", "c", "d", "e"];
		expect(await findMesosMaster(hosts, { transport })).toBeUndefined();
		expect(transport.asked).toEqual(["a", "b", "c", "d"].map((host) => `http://${host}:5050`));
		const silent: Transport = {
			send: ({ signal }) =>
				new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("late")))),
			[Symbol.asyncDispose]: async () => undefined,
		};
		expect(await findMesosMaster(["a"], { transport: silent, patienceMs: 50 })).toBeUndefined();
	});
});
