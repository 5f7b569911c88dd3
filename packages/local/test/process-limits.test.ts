import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { readClaim } from "../src/executors/attempt-record.ts";
import { parseCgroupPlaces } from "../src/executors/cgroup-places.ts";
import type { Sandbox } from "../src/executors/executor.ts";
import { probeLimits } from "../src/executors/probe-limits.ts";
import { systemProcesses } from "../src/executors/processes.ts";
import { executorWith, gone, isThere, launch, readOr, runJob, sandboxAt, specOf, textOf } from "./attempts.ts";
import { startElsewhere } from "./start-elsewhere.ts";

const at = { processes: systemProcesses, serverPid: process.pid, now: new Date().getTime() };
const limits = await probeLimits({ mode: "auto", ...at });
const executor = executorWith({ limits });
const hasGroups = limits.bases !== undefined;
if (!hasGroups) process.stderr.write(`control groups are not tested here: ${limits.reason}\n`);

function groupsOf({ directory }: Sandbox): readonly string[] {
	const claim = readClaim(directory);
	if (claim === undefined || claim === "torn") throw new Error("there is no claim");
	return claim.groups;
}

async function removed(groups: readonly string[]): Promise<true> {
	while (groups.some((group) => existsSync(group))) await sleep(5);
	return true;
}

// What has neither the session nor the mark of its attempt is known by its control group alone.
const daemon = "setsid sh -c 'setsid env -i /bin/sleep 60 & echo $!'";

describe.runIf(hasGroups)("an attempt in a control group", () => {
	it.each([
		["by itself", {}],
		["with a capped log", { maxLogBytes: 1000 }],
	])("%s ends for want of memory when it takes more than it asked for", async (_, options) => {
		const command = "head -c 200000000 /dev/zero | tail -c 150000000 >/dev/null";
		const { end } = await runJob({ command, mem: 64 }, { limits, ...options });
		expect(end).toMatchObject({ kind: "exited", signal: "SIGKILL", reason: "out-of-memory" });
	});

	it("is held to what it was admitted with rather than to what its job says", async () => {
		using directory = tempDir();
		const command = "head -c 60000000 /dev/zero | tail -c 50000000 | wc -c";
		const attempt = { ...specOf({ command, mem: 1 }), needs: { cpus: 1, memMb: 256 } };
		const sandbox = sandboxAt(directory.path);
		expect(await (await launch(attempt, sandbox, executor)).end).toMatchObject({ exitCode: 0 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("50000000\n");
	});

	it("leaves nothing of the group behind", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const { end } = await launch(specOf({ command: "cat /proc/self/cgroup" }), sandbox, executor);
		expect(await end).toMatchObject({ exitCode: 0 });
		const groups = groupsOf(sandbox);
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toContain(groups[0]?.split("/").at(-1));
		expect(await removed(groups)).toBe(true);
	});

	it("takes every daemon along at its end", async () => {
		const { end, stdout } = await runJob({ command: `${daemon}; exit 3` }, { limits });
		expect(end).toMatchObject({ exitCode: 3 });
		expect(await gone(Number(stdout.toString()))).toBe(true);
	});

	it("takes every daemon along when it is stopped", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const attempt = await launch(specOf({ command: `${daemon}; wait` }), sandbox, executor);
		const pid = Number(await textOf(sandbox.stdoutFile));
		await attempt.stop(50);
		expect(await attempt.end).toMatchObject({ kind: "exited" });
		expect([isThere(pid), await removed(groupsOf(sandbox))]).toEqual([false, true]);
	});

	it("leaves no group behind when its server was killed", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(directory.path);
		const left = { attempt: specOf({ command: "echo on; until [ -e go ]; do sleep 0.01; done; exit 7" }), sandbox };
		await using server = startElsewhere([left], { limits });
		await textOf(sandbox.stdoutFile);
		await server.kill();
		const recovery = await executor.recover(left.attempt, sandbox);
		if (recovery.kind !== "running") throw new Error(recovery.kind);
		writeFileSync(join(sandbox.workDirectory, "go"), "");
		expect(await recovery.attempt.end).toMatchObject({ exitCode: 7 });
		expect(await removed(groupsOf(sandbox))).toBe(true);
	});
});

const unified = parseCgroupPlaces(readOr("/proc/self/cgroup"), readOr("/proc/self/mountinfo")).find(
	({ version, directory }) => version === 2 && existsSync(join(directory, "cgroup.procs")),
);

it.runIf(hasGroups && unified !== undefined)(
	"the kernel ends a group of version 2 at once, also one that limits nothing",
	async () => {
		const bases = { memory: unified?.directory ?? "" };
		const { end, stdout } = await runJob(
			{ command: `${daemon}; exit 3`, mem: 0 },
			{ limits: { ...limits, kind: "cgroup2", bases } },
		);
		expect(end).toMatchObject({ exitCode: 3 });
		expect(await gone(Number(stdout.toString()))).toBe(true);
	},
);

it("an attempt that cannot enter its control group does not begin", async () => {
	const attempt = specOf({ command: "echo never" });
	using directory = tempDir({ [`base/chronos-job-${attempt.nonce}/cgroup.procs/in-the-way`]: "" });
	const enforces = { cpus: false, mem: "attempt", daemons: true } as const;
	const bases = { memory: join(directory.path, "base") };
	const sandbox = sandboxAt(join(directory.path, "sandbox"));
	const unusable = executorWith({ limits: { kind: "cgroup1", enforces, reason: "", bases } });
	expect(await (await launch(attempt, sandbox, unusable)).end).toMatchObject({ exitCode: 126 });
	expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("");
	expect(readFileSync(sandbox.stderrFile, "utf8")).toContain("cgroup.procs");
});

describe("limits that are", () => {
	it("asked for by address space hold every process", async () => {
		const asked = await probeLimits({ mode: "rlimit", ...at });
		const { stdout } = await runJob({ command: "ulimit -v", mem: 100 }, { limits: asked });
		expect(stdout.toString()).toBe("102400\n");
	});

	it("switched off hold nothing", async () => {
		const off = await probeLimits({ mode: "off", ...at });
		const { stdout } = await runJob({ command: "ulimit -v", mem: 100 }, { limits: off });
		expect([off.kind, stdout.toString()]).toEqual(["none", "unlimited\n"]);
	});
});
