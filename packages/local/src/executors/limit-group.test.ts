import { existsSync, rmSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { createLimitGroup, killGroup, membersOf, removeGroup } from "./limit-group.ts";
import type { Limits } from "./limits.ts";

const enforces = { cpus: true, mem: "attempt", daemons: true } as const;

it("a group of version 2 is one directory with all values", () => {
	using root = tempDir();
	const limits: Limits = { kind: "cgroup2", enforces, reason: "", bases: { memory: root.path, cpu: root.path } };
	const group = createLimitGroup(limits, "n1", { cpus: 2, memMb: 64 });
	const memory = `${root.path}/chronos-job-n1`;
	expect(group).toEqual({ memory, cpu: undefined, eventsFile: `${memory}/memory.events` });
	expect([root.read("chronos-job-n1/memory.max"), root.read("chronos-job-n1/cpu.weight")]).toEqual(["67108864", "200"]);
});

it("a group of version 1 is a directory in each hierarchy", () => {
	using root = tempDir();
	const bases = { memory: `${root.path}/m`, cpu: `${root.path}/c` };
	const group = createLimitGroup({ kind: "cgroup1", enforces, reason: "", bases }, "n1", { cpus: 2, memMb: 64 });
	expect(group).toEqual({
		memory: `${root.path}/m/chronos-job-n1`,
		cpu: `${root.path}/c/chronos-job-n1`,
		eventsFile: `${root.path}/m/chronos-job-n1/memory.oom_control`,
	});
	expect(root.read("c/chronos-job-n1/cpu.shares")).toBe("2048");
});

it("there is no group without a base", () => {
	expect(createLimitGroup({ kind: "none", enforces, reason: "" }, "n1", { cpus: 1, memMb: 64 })).toBeUndefined();
});

it("the members are those that the kernel can name, and none of a group that is gone", () => {
	using root = tempDir({ "g/cgroup.procs": "12\n0\n345\n" });
	expect([membersOf(`${root.path}/g`), membersOf(`${root.path}/h`)]).toEqual([[12, 345], []]);
});

it("a group is ended at once only where the kernel can do that", () => {
	using root = tempDir({ "new/cgroup.kill": "", "old/cgroup.procs": "" });
	for (const name of ["new", "old", "none"]) killGroup(`${root.path}/${name}`);
	expect([root.read("new/cgroup.kill"), existsSync(`${root.path}/old/cgroup.kill`)]).toEqual(["1", false]);
});

it("a group is taken away once the last process has left it", async () => {
	using root = tempDir({ "g/busy": "" });
	const group = `${root.path}/g`;
	let looks = 0;
	const sleep = async () => {
		looks += 1;
		if (looks === 3) rmSync(`${group}/busy`);
	};
	await removeGroup([group, `${root.path}/gone`], { now: () => 0, sleep });
	expect([existsSync(group), looks]).toEqual([false, 3]);
});
