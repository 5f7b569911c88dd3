import { readFileSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executorWith, gone, host, isThere, launch, runJob, sandboxAt, specOf, textOf } from "./attempts.ts";
import { type Left, startElsewhere } from "./start-elsewhere.ts";

describe("the end of a process", () => {
	it.each([
		["a success", "exit 0", { exitCode: 0 }],
		["a failure with its code", "exit 41", { exitCode: 41 }],
		["a command that does not exist", "no-such-command-here", { exitCode: 127 }],
		["a signal by its name", "kill -KILL $$", { signal: "SIGKILL" }],
		["a TERM of its own group", "kill 0; sleep 5", { signal: "SIGTERM" }],
	])("is %s", async (_, command, expected) => {
		const { end } = await runJob({ command });
		expect(end).toMatchObject({ kind: "exited", ...expected });
	});

	it("has its time and what it used", async () => {
		const before = new Date().getTime();
		const { end } = await runJob({ command: "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; sleep 0.1" });
		if (end.kind !== "exited") throw new Error(end.reason);
		expect(end.startedAt).toBeGreaterThanOrEqual(before - 20);
		expect(end.endedAt - end.startedAt).toBeGreaterThanOrEqual(90);
		expect(end.userMs).toBeGreaterThan(0);
	});

	it("adds nothing to the output when a signal ended it", async () => {
		const { stdout, stderr } = await runJob({ command: "echo on; kill -KILL $$" });
		expect([stdout.toString(), stderr]).toEqual(["on\n", ""]);
	});

	it("takes what the job left behind in its group along", async () => {
		const { end, stdout } = await runJob({ command: "sleep 60 & echo $!" });
		expect(end).toMatchObject({ exitCode: 0 });
		expect(await gone(Number(stdout.toString()))).toBe(true);
	});
});

describe("what a job finds", () => {
	it("is its arguments once when there is no shell", async () => {
		const fields = { command: "printf", shell: false, arguments: ["%s|", "a b", "$HOME"] };
		const { stdout } = await runJob(fields, { args: "%s| a b $HOME" });
		expect(stdout.toString()).toBe("a b|$HOME|");
	});

	it("is Chronos' variables before its own, and nothing of the server's", async () => {
		const value = `q"u'o$t\\e\n=ü`;
		const { stdout } = await runJob(
			{
				command: "env",
				arguments: ["-0"],
				shell: false,
				owner: "ops@example.org",
				environmentVariables: [
					{ name: "HOST", value: "mine" },
					{ name: "ODD-name.1", value },
					{ name: "TWICE", value: "first" },
					{ name: "TWICE", value: "second" },
				],
			},
			{ args: "-0" },
		);
		const variables = Object.fromEntries(
			stdout
				.toString()
				.split("\0")
				.filter((line) => line !== "")
				.map((line) => line.split(/=(.*)/s).slice(0, 2)),
		) as Record<string, string>;
		expect(variables).toMatchObject({
			HOST: host.hostName,
			"ODD-name.1": value,
			TWICE: "first",
			CHRONOS_JOB_OWNER: "ops@example.org",
			CHRONOS_JOB_RUN_TIME: "1420843781398",
			CHRONOS_JOB_RUN_ATTEMPT: "2",
			CHRONOS_RESOURCE_MEM: "128.0",
			mesos_task_id: "ct:1420843781398:2:nightly:-0",
		});
		expect(variables).not.toHaveProperty("VITEST");
		expect(variables["MESOS_SANDBOX"]).toBe(variables["PWD"]);
	});

	it("is empty input, and both outputs in files of their own", async () => {
		const { stdout, stderr } = await runJob({ command: "cat; head -c 3000000 /dev/zero; echo oops >&2" });
		expect([stdout.length, stderr]).toEqual([3_000_000, "oops\n"]);
	});
});

describe("a capped log", () => {
	it("keeps head and tail and says what is missing between them", async () => {
		const { stdout, stderr } = await runJob({ command: "seq 1 1200000; echo short >&2" }, { maxLogBytes: 2000 });
		const text = stdout.toString();
		expect(text.startsWith("1\n2\n3\n")).toBe(true);
		expect(text.endsWith("1199999\n1200000\n")).toBe(true);
		const [, dropped] = /\n\[chronos-job: (\d+) bytes dropped here\]\n/.exec(text) ?? [];
		expect(Number(dropped)).toBe(8_488_896 - 2000);
		expect(stderr).toBe("short\n");
	});

	it("is whole when it fits to the byte", async () => {
		const { stdout } = await runJob({ command: "printf 1234567890" }, { maxLogBytes: 10 });
		expect(stdout.toString()).toBe("1234567890");
	});
});

describe("a job that removes all it finds", () => {
	it.each([
		["in its working directory, hidden files too", "echo out; echo err >&2; rm -rf ./* ./.[!.]*"],
		["below its working directory", "echo out; find . -mindepth 1 -delete; echo err >&2"],
		["with the working directory itself", 'echo out; rm -rf "$MESOS_SANDBOX"; echo err >&2'],
	])("ends as it ends, and has its logs: %s", async (_, command) => {
		for (const options of [{}, { maxLogBytes: 2000 }]) {
			const { end, stdout, stderr } = await runJob({ command: `${command}; exit 3` }, options);
			expect(end).toMatchObject({ kind: "exited", exitCode: 3 });
			expect([stdout.toString(), stderr]).toEqual(["out\n", "err\n"]);
		}
	});

	it("is told as it ended after the server was killed, and what it left is stopped", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const command = 'rm -rf "$MESOS_SANDBOX"; setsid sleep 60 & echo $!; wait';
		const attempt = specOf({ command });
		await using server = startElsewhere([{ attempt, sandbox }]);
		const daemon = Number(await textOf(sandbox.stdoutFile));
		await server.kill();
		const recovery = await executorWith().recover(attempt, sandbox);
		if (recovery.kind !== "running") throw new Error(recovery.kind);
		await recovery.attempt.stop(1000);
		expect(await recovery.attempt.end).toMatchObject({ kind: "exited", signal: "SIGTERM" });
		expect(await gone(daemon)).toBe(true);
	});
});

describe("a refusal", () => {
	it.each([
		["an address that cannot be fetched", { command: "ftp://h/a" }],
		["a job without a command", { command: "" }],
		["an image", { command: "true", container: { image: "busybox" } }],
		["an executor of Mesos", { command: "true", executor: "/opt/executor" }],
		["a user that does not exist", { command: "true", runAsUser: "no-such-user" }],
		["a NUL character", { command: "echo \0" }],
		["a command too long for the kernel", { command: `: ${"x".repeat(140_000)}` }],
	])("meets %s", async (_, fields) => {
		using directory = tempDir();
		const launched = await executorWith().start(specOf(fields), sandboxAt(directory.path));
		expect(launched.kind).toBe("refused");
	});

	it("meets another user's job when the server is not root", async () => {
		using directory = tempDir();
		const user = { name: "ann", uid: 1000, gid: 1000, home: "/home/ann" };
		const executor = executorWith({ host: { ...host, user } });
		const launched = await executor.start(specOf({ command: "true", runAsUser: "root" }), sandboxAt(directory.path));
		expect(launched).toEqual({
			kind: "refused",
			reason: "the job wants to run as root, and the server runs as ann, which is not root",
		});
	});
});

it.runIf(host.user.uid === 0 && host.setpriv !== undefined && /^nobody:/m.test(host.passwd))(
	"root runs a job as another user, who cannot touch the records",
	async () => {
		using directory = tempDir();
		writeFileSync(join(directory.path, "readable"), "");
		const sandbox = sandboxAt(join(directory.path, "attempt"));
		const command = "id -un; touch mine && echo made; touch ../.exit || echo refused";
		const top = await launch(specOf({ command: "chmod 711 ../.." }), sandboxAt(join(directory.path, "open")));
		await top.end;
		const attempt = await launch(specOf({ command, runAsUser: "nobody" }), sandbox);
		expect(await attempt.end).toMatchObject({ exitCode: 0 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("nobody\nmade\nrefused\n");
	},
);

describe("a stop", () => {
	it("kills what ignores TERM, its children and what turned itself into a daemon", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const command = "trap '' TERM; sleep 60 & a=$!; setsid sleep 61 & echo $$ $a $!; wait";
		const attempt = await launch(specOf({ command }), sandbox);
		const pids = (await textOf(sandbox.stdoutFile)).trim().split(" ").map(Number);
		expect(pids.map(isThere)).toEqual([true, true, true]);
		await attempt.stop(50);
		expect(await attempt.end).toMatchObject({ kind: "exited", signal: "SIGKILL" });
		expect(await Promise.all(pids.map(gone))).toEqual([true, true, true]);
	});
});

describe("after the death of the server", () => {
	const root = tempDir();
	const commands = {
		ends: "echo on; until [ -e go ]; do sleep 0.01; done; echo off; exit 7",
		stays: "echo on; sleep 60",
		ended: "echo on; exit 5",
		orphan: "setsid sleep 60 & echo $!; wait",
	};
	const left = (name: keyof typeof commands): Left => ({
		attempt: { ...specOf({ command: commands[name] }), nonce: `${name}-${randomUUID()}` },
		sandbox: sandboxAt(join(root.path, name)),
	});
	const lefts = { ends: left("ends"), stays: left("stays"), ended: left("ended"), orphan: left("orphan") };
	beforeAll(async () => {
		await using server = startElsewhere(Object.values(lefts));
		for (const { sandbox } of Object.values(lefts)) await textOf(sandbox.stdoutFile);
		await server.kill();
	});
	afterAll(() => root[Symbol.dispose]());

	it("a running attempt is joined again and told as it ended", async () => {
		const { attempt, sandbox } = lefts.ends;
		const recovery = await executorWith().recover(attempt, sandbox);
		if (recovery.kind !== "running") throw new Error(recovery.kind);
		writeFileSync(join(sandbox.workDirectory, "go"), "");
		expect(await recovery.attempt.end).toMatchObject({ kind: "exited", exitCode: 7 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("on\noff\n");
	});

	it("a joined attempt can be stopped", async () => {
		const { attempt, sandbox } = lefts.stays;
		const recovery = await executorWith().recover(attempt, sandbox);
		if (recovery.kind !== "running") throw new Error(recovery.kind);
		await recovery.attempt.stop(1000);
		expect(await recovery.attempt.end).toMatchObject({ signal: "SIGTERM" });
	});

	it("an attempt that ended meanwhile is told from its record", async () => {
		const { attempt, sandbox } = lefts.ended;
		await textOf(join(sandbox.directory, ".exit"));
		expect(await executorWith().recover(attempt, sandbox)).toMatchObject({ kind: "exited", exitCode: 5 });
	});

	it("a lost attempt no longer runs", async () => {
		const { attempt, sandbox } = lefts.orphan;
		const supervisor = Number(readFileSync(join(sandbox.directory, ".claim"), "utf8").split("\n")[2]);
		process.kill(supervisor, "SIGKILL");
		await gone(supervisor);
		expect(await executorWith().recover(attempt, sandbox)).toMatchObject({ kind: "lost" });
		expect(await gone(Number(await textOf(sandbox.stdoutFile)))).toBe(true);
	});

	it.each([
		["its supervisor is gone", "NONCE\nBOOT\n999999999\nend\n", "the supervisor was killed"],
		["its pid belongs to somebody else", `NONCE\nBOOT\n${String(process.pid)}\nend\n`, "the supervisor was killed"],
		["the machine was restarted", `NONCE\nearlier\n${String(process.pid)}\nend\n`, "the machine was restarted"],
		["the claim is torn", "NON", "the supervisor ended while it claimed the sandbox"],
		["the claim is another one's", "other\nBOOT\n1\nend\n", "the sandbox belongs to another attempt"],
	])("an attempt is lost when %s", async (_, claim, reason) => {
		const attempt = specOf({ command: "true" });
		using directory = tempDir({ ".claim": claim.replace("NONCE", attempt.nonce).replace("BOOT", host.bootId) });
		const recovery = await executorWith().recover(attempt, sandboxAt(directory.path));
		expect(recovery).toEqual({ kind: "lost", reason });
	});

	it("a killed supervisor is a lost attempt, and what it ran goes with it", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const attempt = await launch(specOf({ command: "echo $$; exec sleep 60" }), sandbox);
		const pid = Number(await textOf(sandbox.stdoutFile));
		process.kill(Number(readFileSync(join(sandbox.directory, ".claim"), "utf8").split("\n")[2]), "SIGKILL");
		expect(await attempt.end).toEqual({ kind: "lost", reason: "the supervisor was killed" });
		expect(await gone(pid)).toBe(true);
	});
});
