import * as http from "node:http";
import * as https from "node:https";
import { type MesosTask, startMesos } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type Clock, type MesosAttempt, nodeTransport, openSandboxes, type SandboxReader } from "../src/index.ts";

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
