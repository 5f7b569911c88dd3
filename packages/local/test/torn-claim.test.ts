import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { readBootId } from "../src/executors/process-table.ts";
import { executorWith, gone, sandboxAt, specOf } from "./attempts.ts";

const spec = specOf({ command: "true" });
const bootId = await readBootId();

/** A supervisor that has made its claim and yet to write it: with its pid it does, and goes on to run its command. */
function supervise(directory: string, script: string): ChildProcess {
	mkdirSync(directory, { recursive: true });
	writeFileSync(join(directory, ".claim"), "");
	return spawn("/bin/sh", ["-c", `${script}\nexit 0`, "chronos-job-attempt", spec.nonce, bootId, directory], {
		stdio: "ignore",
		detached: true,
	});
}

const claim = 'printf "%s\\n" "$1" "$2" "$$" end >"$3/.claim"';

describe("a claim that is only half there", () => {
	it("is waited for while its supervisor lives", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "1-0"));
		const wait = (name: string) => `until [ -e "$3/${name}" ]; do sleep 0.01; done`;
		const end = 'printf "%s\\n" 4 "" "" end >"$3/.exit"';
		supervise(sandbox.directory, `${wait("claim")}; ${claim}; ${wait("end")}; ${end}`);
		const go = (name: string) => writeFileSync(join(sandbox.directory, name), "");
		// It goes on as soon as it is waited for.
		const clock = {
			...systemClock,
			sleep: (...asked: Parameters<typeof systemClock.sleep>) => {
				go("claim");
				return systemClock.sleep(...asked);
			},
		};
		const found = await executorWith({ clock }).recover(spec, sandbox);
		go("end");
		expect(found.kind === "running" && (await found.attempt.end)).toMatchObject({ exitCode: 4 });
	});

	it("of a supervisor that stands still is lost after a while, and never begins", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "1-0"));
		const supervisor = supervise(sandbox.directory, `kill -STOP $$; ${claim}; touch "$3/ran"`);
		const started = performance.now();
		const end = once(supervisor, "exit");
		const found = await executorWith().recover(spec, sandbox);
		expect(found.kind).toBe("lost");
		expect(performance.now() - started).toBeGreaterThan(900);
		expect(await end).toEqual([null, "SIGKILL"]);
		expect(await gone(supervisor.pid ?? 0)).toBe(true);
	});

	it("of a supervisor that is gone is lost at once", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "1-0"));
		await once(supervise(sandbox.directory, ":"), "exit");
		const clock = { ...systemClock, sleep: () => Promise.reject(new Error("nobody is waited for")) };
		expect(await executorWith({ clock }).recover(spec, sandbox)).toMatchObject({ kind: "lost" });
	});
});
