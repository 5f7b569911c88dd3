import { spawnSync } from "node:child_process";
import { chmodSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { type Clock, systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { executorWith, gone, host, launch, sandboxAt, specOf, textOf } from "./attempts.ts";

const program = new URL("hardships.ts", import.meta.url).pathname;
const node = [process.execPath, "--conditions=@chronos-job/source", program];

/** Runs one part of `hardships.ts` under a command that makes it hard. */
function suffer(prefix: readonly string[], part: string, directory: string): unknown {
	const [command = "", ...rest] = prefix;
	const { status, stdout, stderr } = spawnSync(command, [...rest, ...node, part, directory], {
		encoding: "utf8",
		timeout: 25_000,
	});
	if (status !== 0) throw new Error(`${part} ended with ${String(status)}: ${stderr}`);
	return JSON.parse(stdout);
}

/** Whether a part of these tests can be had here; says so if not. */
function isPossible(what: string, argv: readonly string[]): boolean {
	const [command = "", ...rest] = argv;
	const { status, stderr } = spawnSync(command, rest, { encoding: "utf8" });
	if (status !== 0) process.stderr.write(`${what} is not tested here: ${stderr ?? `there is no ${command}`}\n`);
	return status === 0;
}

// It has left the process group for sure when the shell that waits for it goes on.
const daemon = "setsid sh -c 'setsid sleep 60 & echo $!'";

describe("a daemon", () => {
	it("ends soon after its job, although it left the session", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const attempt = await launch(specOf({ command: `${daemon}; exit 3` }), sandbox);
		expect(await attempt.end).toMatchObject({ exitCode: 3 });
		expect(await gone(Number(await textOf(sandbox.stdoutFile)))).toBe(true);
	});

	it("ends when the next server looks around, if its own was killed before that", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const deaf = executorWith({ clock: { ...systemClock, sleep: () => new Promise(() => undefined) } });
		const attempt = await launch(specOf({ command: daemon }), sandbox, deaf);
		await attempt.end;
		await executorWith().probe();
		expect(await gone(Number(await textOf(sandbox.stdoutFile)))).toBe(true);
	});
});

describe("a clock that is set", () => {
	it("back by a day while a job runs does not change how long it took", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const attempt = await launch(specOf({ command: "echo on; until [ -e go ]; do sleep 0.01; done" }), sandbox);
		await textOf(sandbox.stdoutFile);
		const tomorrow = new Date().getTime() / 1000 + 86_400;
		utimesSync(join(directory.path, ".claim"), tomorrow, tomorrow);
		directory.write("files/go", "");
		const end = await attempt.end;
		if (end.kind !== "exited") throw new Error(end.reason);
		expect(end.startedAt).toBeLessThanOrEqual(end.endedAt);
		expect(end.endedAt - end.startedAt).toBeLessThan(60_000);
	});

	it.each([
		["forwards", 86_400_000],
		["back", -86_400_000],
	])("%s all the time leaves a stopped job its grace, and no more", async (_, stepMs) => {
		let time = 0;
		const clock: Clock = { ...systemClock, now: () => (time += stepMs) };
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const command =
			"trap 'sleep 0.1; exit 3' TERM; setsid sh -c 'trap \"\" TERM; sleep 60' & echo on; while :; do sleep 0.01; done";
		const attempt = await launch(specOf({ command }), sandbox, executorWith({ clock }));
		await textOf(sandbox.stdoutFile);
		await attempt.stop(400);
		expect(await attempt.end).toMatchObject({ exitCode: 3 });
	});
});

describe("a server", () => {
	it("that has no files left fails to start attempts, and invents no end of those it has", () => {
		using directory = tempDir();
		expect(suffer(["/bin/sh", "-c", 'ulimit -n 128 && exec "$@"', "sh"], "files", directory.path)).toMatchObject({
			starved: { kind: "failed", reason: expect.stringContaining("EMFILE") },
			recovery: expect.stringContaining("EMFILE"),
			ended: "not told",
			first: { kind: "exited", exitCode: 3 },
			later: { kind: "exited", exitCode: 4 },
		});
	});

	const mount = ["unshare", "--mount", "/bin/sh", "-c", 'mount -t tmpfs -o size=512k none "$0" && exec "$@"'];
	it.runIf(isPossible("a full disk", [...mount, "/mnt", "true"]))(
		"on a full disk fails to start attempts, and waits for room to write ends down",
		() => {
			using directory = tempDir();
			expect(suffer([...mount, directory.path], "disk", directory.path)).toMatchObject({
				full: { kind: "failed", reason: expect.stringMatching(/^the sandbox cannot be .*(the disk is full|ENOSPC)/) },
				ended: "not told",
				later: { kind: "exited", exitCode: 5 },
			});
		},
	);

	const drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
	const canDrop = host.user.uid === 0 && isPossible("a server without rights", [...drop, "test", "-r", program]);
	it.runIf(canDrop)("without rights runs jobs as itself and refuses others", () => {
		using directory = tempDir();
		chmodSync(directory.path, 0o777);
		expect(suffer(drop, "unprivileged", join(directory.path, "own"))).toMatchObject({
			root: {
				kind: "refused",
				reason: "the job wants to run as root, and the server runs as nobody, which is not root",
			},
			own: "nobody\n",
			daemon: { kind: "exited" },
		});
	});
});
