import { Job } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { type AttemptSpec, manualClock, sandboxAt, scriptedExecutor, type ScriptedJob } from "../src/index.ts";

const sandbox = sandboxAt("/nonexistent");
let count = 0;

function specOf(name: string): AttemptSpec {
	const job = Job.parse({ name, command: "true", schedule: "R//PT1H" });
	return { taskId: `ct:${String(++count)}:0:${name}:`, job, nonce: `nonce-${String(count)}` };
}

async function runTwice(job: ScriptedJob): Promise<readonly string[]> {
	const clock = manualClock(0);
	const executor = scriptedExecutor({ a: job })(clock);
	const ends: string[] = [];
	for (let turn = 0; turn < 2; turn++) {
		const launch = await executor.start(specOf("a"), sandbox);
		if (launch.kind !== "running") {
			ends.push(`${launch.kind}: ${launch.reason}`);
			continue;
		}
		void launch.attempt.end.then((end) =>
			ends.push(end.kind === "lost" ? "lost" : `${String(end.signal ?? end.exitCode)} at ${String(end.endedAt)}`),
		);
		await clock.advance(100);
	}
	return ends;
}

describe("a script", () => {
	test.each<readonly [ScriptedJob, readonly string[]]>([
		["succeed", ["0 at 0", "0 at 100"]],
		["fail", ["1 at 0", "1 at 100"]],
		[{ exitCode: 4, afterMs: 30 }, ["4 at 30", "4 at 130"]],
		[{ signal: "SIGSEGV" }, ["SIGSEGV at 0", "SIGSEGV at 100"]],
		[{ afterMs: 30 }, ["0 at 30", "0 at 130"]],
		[{ lost: true }, ["lost", "lost"]],
		[{ refused: "no" }, ["refused: no", "refused: no"]],
		[{ failed: "not now" }, ["failed: not now", "failed: not now"]],
		[
			["fail", "succeed"],
			["1 at 0", "0 at 100"],
		],
		[["fail"], ["1 at 0", "1 at 100"]],
		[
			({ at, number, job: { name } }) => (at === 0 && name === "a" ? { exitCode: 7 + number } : "fail"),
			["7 at 0", "1 at 100"],
		],
	])("of %j", async (job, ends) => {
		expect(await runTwice(job)).toEqual(ends);
	});
	test("that says nothing lets a job succeed", async () => {
		const scripted = scriptedExecutor({});
		const launch = await scripted(manualClock(0)).start(specOf("a"), sandbox);
		expect(launch.kind === "running" ? await launch.attempt.end : launch).toMatchObject({ exitCode: 0 });
		expect(scripted.started).toMatchObject([{ job: "a", at: 0 }]);
	});
});

describe("a scripted attempt", () => {
	test("ends by a stop", async () => {
		const clock = manualClock(0);
		const launch = await scriptedExecutor({ a: { afterMs: 1000 } })(clock).start(specOf("a"), sandbox);
		if (launch.kind !== "running") throw new Error(launch.reason);
		await clock.advance(10);
		await launch.attempt.stop(0);
		expect(await launch.attempt.end).toMatchObject({ signal: "SIGTERM", endedAt: 10 });
	});
	test("is found by another server as it is", async () => {
		const clock = manualClock(0);
		const executor = scriptedExecutor({ a: { afterMs: 1000 } })(clock);
		const spec = specOf("a");
		expect(await executor.recover(spec, sandbox)).toEqual({ kind: "never-claimed" });
		await executor.start(spec, sandbox);
		expect(await executor.recover(spec, sandbox)).toMatchObject({ kind: "running" });
		await clock.advance(1000);
		expect(await executor.recover(spec, sandbox)).toMatchObject({ kind: "exited", exitCode: 0, endedAt: 1000 });
	});
	test("that is left alone goes on, and whoever comes next hears of its end", async () => {
		const clock = manualClock(0);
		const scripted = scriptedExecutor({ a: { afterMs: 1000 } });
		const spec = specOf("a");
		const launch = await scripted(clock).start(spec, sandbox);
		if (launch.kind !== "running") throw new Error(launch.reason);
		const told: string[] = [];
		void launch.attempt.end.then(() => told.push("the first"));
		launch.attempt.release?.();
		await clock.advance(400);
		const found = await scripted(clock).recover(spec, sandbox);
		if (found.kind !== "running") throw new Error(found.kind);
		void found.attempt.end.then((end) =>
			told.push(`the second ${end.kind === "exited" ? String(end.endedAt) : "lost"}`),
		);
		await clock.advance(1000);
		expect(told).toEqual(["the second 1000"]);
	});
	test("is begun once, whoever begins it again", async () => {
		const scripted = scriptedExecutor({ a: ["fail", "succeed"] });
		const executor = scripted(manualClock(0));
		const spec = specOf("a");
		const launches = [await executor.start(spec, sandbox), await executor.start(spec, sandbox)];
		expect(scripted.started).toHaveLength(1);
		for (const launch of launches) {
			expect(launch.kind === "running" ? await launch.attempt.end : launch).toMatchObject({ exitCode: 1 });
		}
	});
});
