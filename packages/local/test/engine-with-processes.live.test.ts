import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { type Engine, memoryStore, openEngine } from "../src/index.ts";
import type { RunRecord, Store } from "../src/stores/store.ts";
import { executorWith } from "./attempts.ts";
import { baseOptions, put, start } from "./open-scene.ts";

function openOn(store: Store, directory: string): Promise<Engine> {
	const parts = { store, clock: systemClock, executor: executorWith() };
	return openEngine({ ...baseOptions(parts), sandboxRoot: join(directory, "sandboxes"), longestSleepMs: 1000 });
}

async function settled({ history }: Store, job: string): Promise<RunRecord> {
	for (;;) {
		const record = history.listRuns({ job, limit: 1 })[0];
		if (record?.run.phase === "settled") return record;
		await sleep(5);
	}
}

describe("an engine with real processes", () => {
	test("runs a job, and knows how it ended and where its output is", async () => {
		using directory = tempDir();
		const store = memoryStore();
		await using engine = await openOn(store, directory.path);
		await engine.tell(put("a", { command: "echo hello; exit 3", retries: 0, runAsUser: "" }));
		await engine.tell(start("a"));
		const { run, attempts } = await settled(store, "a");
		expect([run.outcome, attempts[0]?.end?.exitCode]).toEqual(["failed", 3]);
		expect(readFileSync(engine.sandboxOf({ runId: run.id, number: 0 }).stdoutFile, "utf8")).toBe("hello\n");
	});
	test("finds again what it left running, and what ended meanwhile", async () => {
		using directory = tempDir();
		const store = memoryStore();
		const go = join(directory.path, "go");
		const first = await openOn(store, directory.path);
		await first.tell(put("quick", { command: "sleep 0.05", runAsUser: "" }));
		await first.tell(
			put("slow", { command: `until [ -e ${go} ] || [ ! -d ${dirname(go)} ]; do sleep 0.02; done`, runAsUser: "" }),
		);
		await first.tell(start("quick"));
		await first.tell(start("slow"));
		while (store.load().attempts.some(({ phase }) => phase === "starting")) await sleep(5);
		await first.close();
		await sleep(300);
		const openedAt = systemClock.now();
		await using second = await openOn(store, directory.path);
		const quick = await settled(store, "quick");
		expect(quick.run.outcome).toBe("succeeded");
		expect(quick.run.settledAt).toBeLessThan(openedAt - 100);
		expect(store.load().attempts).toMatchObject([{ job: "slow", phase: "running" }]);
		await second.tell(put("opener", { command: `touch ${go}`, runAsUser: "" }));
		await second.tell(start("opener"));
		expect((await settled(store, "slow")).attempts).toMatchObject([{ number: 0, end: { exitCode: 0 } }]);
	});
	test("stops what runs when it is told to at its end", async () => {
		using directory = tempDir();
		const store = memoryStore();
		const engine = await openOn(store, directory.path);
		await engine.tell(put("a", { command: "sleep 60", runAsUser: "" }));
		await engine.tell(start("a"));
		await engine.close({ stopJobs: true });
		expect((await settled(store, "a")).run.outcome).toBe("killed");
	});
});
