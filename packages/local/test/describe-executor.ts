import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Job } from "@chronos-job/schemas";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import type { AttemptSpec, Executor, Sandbox } from "../src/executors/executor.ts";
import { sandboxAt } from "../src/sandbox/sandbox.ts";
import { type Fields, launch, readOr } from "./attempts.ts";

export interface ExecutorUnderTest {
	/** One that knows nothing of those before, as after a restart. */
	open(options?: { readonly maxLogBytes?: number }): Executor;
	/** What every job needs there, such as an image. */
	readonly fields: Fields;
}

/** What every way of running attempts has to keep. */
export function describeExecutor(name: string, get: () => ExecutorUnderTest): void {
	const specOf = (fields: Fields, args = ""): AttemptSpec => {
		const job = Job.parse({ name: "nightly", schedule: "R//PT1H", runAsUser: "", ...get().fields, ...fields });
		return { taskId: `ct:1420843781398:2:nightly:${args}`, job, nonce: randomUUID().replaceAll("-", "") };
	};
	const run = async (fields: Fields, { args = "", ...options }: { args?: string; maxLogBytes?: number } = {}) => {
		using place = openPlace();
		const { sandbox } = place;
		const { end } = await launch(specOf(fields, args), sandbox, get().open(options));
		return { end: await end, stdout: readFileSync(sandbox.stdoutFile), stderr: readOr(sandbox.stderrFile) };
	};

	describe(`an attempt of the ${name} executor`, { concurrent: true }, () => {
		it.each([
			["a success", "exit 0", { exitCode: 0 }],
			["a failure with its code", "exit 41", { exitCode: 41 }],
			["a command that does not exist", "no-such-command-here", { exitCode: 127 }],
			["a signal by its name", "kill -KILL $$", { signal: "SIGKILL" }],
		])("ends with %s", async (_, command, expected) => {
			const { end } = await run({ command });
			expect(end).toMatchObject({ kind: "exited", ...expected });
			expect(end).not.toHaveProperty("reason");
		});

		it("has the time that it took", async () => {
			const { end } = await run({ command: "sleep 0.5" });
			if (end.kind !== "exited") throw new Error(end.reason);
			expect(end.endedAt - end.startedAt).toBeGreaterThanOrEqual(450);
			expect(Math.abs(new Date().getTime() - end.endedAt)).toBeLessThan(10_000);
		});

		it("is the command line byte for byte, arguments of the task id appended", async () => {
			const command = `printf '%s|' "a  b" 'c"d' $((1+1)) é`;
			const { stdout } = await run({ command }, { args: "x 'y z'" });
			expect(stdout.toString()).toBe(`a  b|c"d|2|é|x|y z|`);
		});

		it("finds Chronos' variables before its own, and of its own the first", async () => {
			const value = `q"u'o$t\\e\n=ü`;
			const environmentVariables = [
				{ name: "CHRONOS_JOB_NAME", value: "mine" },
				{ name: "ODD", value },
				{ name: "TWICE", value: "first" },
				{ name: "TWICE", value: "second" },
			];
			const command = `printf '%s|' "$CHRONOS_JOB_NAME" "$ODD" "$TWICE" "$CHRONOS_JOB_OWNER" "$CHRONOS_JOB_RUN_TIME" "$CHRONOS_JOB_RUN_ATTEMPT" "$CHRONOS_RESOURCE_MEM" "$mesos_task_id"`;
			const { stdout } = await run({ command, owner: "ops@example.org", environmentVariables });
			expect(stdout.toString()).toBe(
				`nightly|${value}|first|ops@example.org|1420843781398|2|128.0|ct:1420843781398:2:nightly:|`,
			);
		});

		it("says what it says byte for byte, each output by itself, and is told nothing", async () => {
			const command = `cat; printf 'a\\0b\\200\\r\\n'; head -c 100000 /dev/zero; printf end; echo oops >&2`;
			const { stdout, stderr } = await run({ command });
			expect(stdout.toString("latin1")).toBe(`a\0b\x80\r\n${"\0".repeat(100_000)}end`);
			expect(stderr).toBe("oops\n");
		});

		it("keeps head and tail of what it says where there is a cap", async () => {
			const { stdout, stderr } = await run({ command: "seq 1 5000; echo short >&2" }, { maxLogBytes: 200 });
			const text = stdout.toString();
			expect([text.slice(0, 6), text.slice(-10)]).toEqual(["1\n2\n3\n", "4999\n5000\n"]);
			expect(Number(/\n\[chronos-job: (\d+) bytes dropped here\]\n/.exec(text)?.[1])).toBe(23_893 - 200);
			expect(stderr).toBe("short\n");
		});

		it("leaves its files in the sandbox", async () => {
			using place = openPlace();
			const attempt = await launch(
				specOf({ command: 'echo kept > "$MESOS_SANDBOX/file"' }),
				place.sandbox,
				get().open(),
			);
			expect(await attempt.end).toMatchObject({ exitCode: 0 });
			expect(readFileSync(join(place.sandbox.workDirectory, "file"), "utf8")).toBe("kept\n");
		});

		it.each([
			["an address that cannot be fetched", { command: "ftp://h/a" }],
			["a job without a command", { command: "" }],
			["an executor of Mesos", { command: "true", executor: "/opt/executor" }],
			["a NUL character", { command: "echo \0" }],
			["a variable that cannot be", { command: "true", environmentVariables: [{ name: "A=B", value: "c" }] }],
		])("is refused for %s", async (_, fields) => {
			using place = openPlace();
			expect(await get().open().start(specOf(fields), place.sandbox)).toMatchObject({ kind: "refused" });
		});
	});

	describe(`a stop of the ${name} executor`, () => {
		const begun = async (command: string) => {
			const place = openPlace();
			const attempt = await launch(specOf({ command }), place.sandbox, get().open());
			await untilSaid(place.sandbox.stdoutFile, "on\n");
			return { ...place, attempt, [Symbol.dispose]: () => place[Symbol.dispose]() };
		};

		it("ends what does not resist within two seconds", async () => {
			using job = await begun("echo on; while :; do sleep 1; done");
			const before = performance.now();
			await job.attempt.stop(10_000);
			expect(performance.now() - before).toBeLessThan(2000);
			expect(await job.attempt.end).toMatchObject({ kind: "exited", signal: "SIGTERM" });
		});

		it("lets the job end by itself within the grace", async () => {
			using job = await begun("trap 'echo bye; exit 3' TERM; echo on; while :; do sleep 0.01; done");
			await job.attempt.stop(5000);
			expect(await job.attempt.end).toMatchObject({ exitCode: 3 });
			expect(readOr(job.sandbox.stdoutFile)).toBe("on\nbye\n");
		});

		it("kills what ignores TERM", async () => {
			using job = await begun("trap '' TERM; echo on; while :; do sleep 1; done");
			await job.attempt.stop(50);
			expect(await job.attempt.end).toMatchObject({ kind: "exited", signal: "SIGKILL" });
		});

		it("right after the launch is not lost", async () => {
			using place = openPlace();
			const attempt = await launch(specOf({ command: "sleep 60" }), place.sandbox, get().open());
			await attempt.stop(1000);
			expect(await attempt.end).toMatchObject({ kind: "exited", signal: expect.stringMatching(/^SIG(?:TERM|KILL)$/) });
		});
	});

	describe(`what the next server finds of the ${name} executor`, { concurrent: true }, () => {
		it("is nothing when nobody began it", async () => {
			using place = openPlace();
			expect(
				await get()
					.open()
					.recover(specOf({ command: "true" }), place.sandbox),
			).toEqual({ kind: "never-claimed" });
		});

		it("is the end of one that was settled", async () => {
			using place = openPlace();
			const spec = specOf({ command: "exit 5" });
			const attempt = await launch(spec, place.sandbox, get().open());
			const end = await attempt.end;
			expect(await get().open().recover(spec, place.sandbox)).toEqual(end);
		});

		it("is one that runs, which it follows to its end without a word lost or said twice", async () => {
			using place = openPlace();
			const { sandbox } = place;
			const command = "i=0; while [ $i -lt 100 ]; do echo $i; i=$((i+1)); sleep 0.02; done; exit 7";
			const spec = specOf({ command });
			const attempt = await launch(spec, sandbox, get().open());
			await untilSaid(sandbox.stdoutFile, "9\n");
			attempt.release?.();
			const recovery = await get().open().recover(spec, sandbox);
			if (recovery.kind !== "running") throw new Error(recovery.kind);
			expect(await recovery.attempt.end).toMatchObject({ exitCode: 7 });
			expect(readOr(sandbox.stdoutFile)).toBe(Array.from({ length: 100 }, (_, i) => `${i}\n`).join(""));
		});

		it("is one that it can stop", async () => {
			using place = openPlace();
			const spec = specOf({ command: "echo on; sleep 60" });
			const attempt = await launch(spec, place.sandbox, get().open());
			await untilSaid(place.sandbox.stdoutFile, "on\n");
			attempt.release?.();
			const recovery = await get().open().recover(spec, place.sandbox);
			if (recovery.kind !== "running") throw new Error(recovery.kind);
			await recovery.attempt.stop(1000);
			expect(await recovery.attempt.end).toMatchObject({ signal: "SIGTERM" });
		});
	});

	it(`of two launches of one attempt of the ${name} executor only one runs, and both tell its end`, async () => {
		using place = openPlace();
		const { sandbox } = place;
		const spec = specOf({ command: "echo once; sleep 0.2; exit 4" });
		const executor = get().open();
		const both = await Promise.all([launch(spec, sandbox, executor), launch(spec, sandbox, executor)]);
		const ends = await Promise.all(both.map(({ end }) => end));
		expect(ends).toMatchObject([{ exitCode: 4 }, { exitCode: 4 }]);
		expect(readOr(sandbox.stdoutFile)).toBe("once\n");
	});
}

interface Place extends Disposable {
	readonly sandbox: Sandbox;
}

function openPlace(): Place {
	const directory = tempDir();
	return { sandbox: sandboxAt(join(directory.path, "s")), [Symbol.dispose]: () => directory[Symbol.dispose]() };
}

/** Waits until a file says something. */
export async function untilSaid(file: string, text: string): Promise<void> {
	for (let tries = 0; tries < 2000; tries += 1) {
		if (readOr(file).includes(text)) return;
		await sleep(10);
	}
	throw new Error(`${file} does not say ${text}`);
}
