import { describe, expect, it } from "vitest";
import { addressSpaceKbOf, groupValuesOf, type Limits } from "./limits.ts";

const enforces = { cpus: true, mem: "attempt", daemons: true } as const;
const unified: Limits = { kind: "cgroup2", enforces, reason: "", bases: { memory: "/m", cpu: "/m" } };
const legacy: Limits = { kind: "cgroup1", enforces, reason: "", bases: { memory: "/m", cpu: "/c" } };
const memoryOnly: Limits = { ...legacy, bases: { memory: "/m" } };
const none: Limits = { kind: "none", enforces, reason: "" };

describe("the values of a control group", () => {
	it.each([
		[
			"say all at once in version 2",
			unified,
			{ cpus: 0.5, memMb: 256 },
			["memory.max=268435456", "memory.oom.group=1", "cpu.weight=50"],
		],
		[
			"say it in other words in version 1",
			legacy,
			{ cpus: 0.5, memMb: 256 },
			["memory.limit_in_bytes=268435456", "cpu.shares=512"],
		],
		[
			"leave a shell the memory it needs",
			legacy,
			{ cpus: 1, memMb: 1 },
			["memory.limit_in_bytes=33554432", "cpu.shares=1024"],
		],
		["are whole bytes", memoryOnly, { cpus: 1, memMb: 33.3 }, ["memory.limit_in_bytes=34917581"]],
		["stay within what the kernel takes", unified, { cpus: 500, memMb: 0 }, ["cpu.weight=10000"]],
		["are never nothing", unified, { cpus: 0.001, memMb: 0 }, ["cpu.weight=1"]],
		["are never nothing in version 1 either", legacy, { cpus: 0.001, memMb: 0 }, ["cpu.shares=2"]],
		["are none without groups", none, { cpus: 1, memMb: 64 }, []],
	])("%s", (...[, limits, needs, expected]) => {
		expect(groupValuesOf(limits, needs).map(({ file, value }) => `${file}=${value}`)).toEqual(expected);
	});
});

it.each([
	[256, 262_144],
	[1, 32_768],
	[0, undefined],
])("%d MB are an address space of %s kB", (memMb, expected) => {
	expect(addressSpaceKbOf({ cpus: 1, memMb })).toBe(expected);
});
