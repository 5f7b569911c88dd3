import { existsSync, mkdirSync, statSync } from "node:fs";
import { tempDir, type TempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type LimitsMode, probeLimits } from "./probe-limits.ts";
import type { Finished } from "./processes.ts";

const pid = 77;
const mounts = [
	"30 23 0:26 / /cg rw - cgroup2 cgroup2 rw",
	"31 23 0:27 / /memory rw - cgroup cgroup rw,memory",
	"32 23 0:28 / /cpu rw - cgroup cgroup rw,cpu",
].join("\n");

type Tree = Readonly<Record<string, string>>;

function machine(cgroup: string, tree: Tree): TempDir {
	return tempDir({ [`proc/${String(pid)}/cgroup`]: cgroup, [`proc/${String(pid)}/mountinfo`]: mounts, ...tree });
}

interface ProbeOptions {
	readonly mode?: LimitsMode;
	readonly denied?: string;
	readonly now?: number;
}

/** The trial enters the groups that are not denied. */
async function probe({ path }: TempDir, options: ProbeOptions = {}) {
	const { mode = "auto", denied = "nothing", now = 0 } = options;
	const tried: string[] = [];
	const run = async (argv: readonly string[]): Promise<Finished> => {
		const groups = argv.slice(4);
		tried.push(...groups.map((group) => group.slice(path.length)));
		const isDenied = groups.some((group) => group.includes(`/${denied}/`));
		return { exitCode: isDenied ? 2 : 0, stdout: "", stderr: isDenied ? "Permission denied" : "" };
	};
	const processes = { run, start: () => Promise.reject(new Error("not wanted")), signal: () => false };
	const limits = await probeLimits({ mode, processes, serverPid: pid, now, root: path });
	return { ...limits, reason: limits.reason.replaceAll(path, ""), tried };
}

const both = { "memory/own/cgroup.procs": "", "cpu/cgroup.procs": "" };
const ownGroup = { "cg/up/own/cgroup.controllers": "cpu memory pids\n" };

describe("limits", () => {
	it.each([
		["off", "none", "limits are switched off"],
		["rlimit", "rlimit", "asked for: the address space of every process is limited"],
	] as const)("that are %s need no look at the machine", async (mode, kind, reason) => {
		using root = tempDir();
		expect(await probe(root, { mode })).toMatchObject({ kind, reason, tried: [] });
	});

	it("are none where there are no control groups", async () => {
		using root = tempDir();
		expect(await probe(root)).toMatchObject({ kind: "none", reason: "this system has no control groups" });
	});
});

describe("control groups of version 2", () => {
	it("are taken where the server's own group hands them down", async () => {
		using root = machine("0::/up/own\n", { ...ownGroup, "cg/up/own/cgroup.subtree_control": "cpu memory\n" });
		const limits = await probe(root);
		expect(limits).toMatchObject({ kind: "cgroup2", enforces: { cpus: true, mem: "attempt", daemons: true } });
		expect(limits.bases).toEqual({ memory: `${root.path}/cg/up/own`, cpu: `${root.path}/cg/up/own` });
		expect(limits.tried).toEqual(["/cg/up/own/chronos-job-probe-77"]);
	});

	it("limit no processors where only memory is handed down", async () => {
		using root = machine("0::/up/own\n", { ...ownGroup, "cg/up/own/cgroup.subtree_control": "memory\n" });
		expect(await probe(root)).toMatchObject({ kind: "cgroup2", enforces: { cpus: false, mem: "attempt" } });
	});

	it("are handed down after the server has stepped aside", async () => {
		using root = machine("0::/up/own\n", { ...ownGroup, "cg/up/own/cgroup.procs": "77\n" });
		expect(await probe(root)).toMatchObject({ kind: "cgroup2" });
		expect(root.read("cg/up/own/chronos-job-server/cgroup.procs")).toBe("77");
		expect(root.read("cg/up/own/cgroup.subtree_control")).toBe("+cpu");
	});

	it("are taken one above when the server is not alone", async () => {
		using root = machine("0::/up/own\n", {
			...ownGroup,
			"cg/up/own/cgroup.procs": "77\n78\n",
			"cg/up/cgroup.subtree_control": "memory\n",
		});
		expect((await probe(root)).bases).toEqual({ memory: `${root.path}/cg/up` });
		expect(existsSync(`${root.path}/cg/up/own/chronos-job-server`)).toBe(false);
	});

	it.each(["memory.max", "memory.high", "cpu.max"])(
		"are not taken above a group whose own %s holds the server",
		async (file) => {
			using root = machine("0::/up/own\n", {
				...ownGroup,
				"cg/up/own/cgroup.procs": "77\n78\n",
				[`cg/up/own/${file}`]: "100000 100000\n",
				"cg/up/cgroup.subtree_control": "memory\n",
			});
			expect(await probe(root)).toMatchObject({
				kind: "none",
				reason: "other processes are in the server's control group /cg/up/own",
				tried: [],
			});
		},
	);

	it.each([
		["left behind by a killed server are taken away", 3_600_000, false],
		["that may be about to be entered are left alone", 0, true],
	])("%s", async (_, laterMs, stays) => {
		using root = machine("0::/up/own\n", { ...ownGroup, "cg/up/own/cgroup.subtree_control": "memory\n" });
		const left = `${root.path}/cg/up/own/chronos-job-left`;
		mkdirSync(left);
		await probe(root, { now: statSync(left).ctimeMs + laterMs });
		expect(existsSync(left)).toBe(stays);
	});

	it("are of no use when they cannot be entered", async () => {
		using root = machine("0::/up/own\n", { ...ownGroup, "cg/up/own/cgroup.subtree_control": "memory\n" });
		expect(await probe(root, { denied: "own" })).toMatchObject({
			kind: "none",
			reason: "the control group /cg/up/own cannot be used: Permission denied",
		});
	});
});

describe("control groups of version 1", () => {
	it("are one for the memory and one for the processors", async () => {
		using root = machine("4:memory:/own\n1:cpu:/\n0::/\n", both);
		const limits = await probe(root);
		expect(limits).toMatchObject({ kind: "cgroup1", enforces: { cpus: true, mem: "attempt" } });
		expect(limits.bases).toEqual({ memory: `${root.path}/memory/own`, cpu: `${root.path}/cpu` });
		expect(root.read("memory/own/chronos-job-probe-77/memory.limit_in_bytes")).toBe("67108864");
	});

	it("do without processors that cannot be shared", async () => {
		using root = machine("4:memory:/own\n1:cpu:/\n", both);
		expect(await probe(root, { denied: "cpu" })).toMatchObject({ kind: "cgroup1", enforces: { cpus: false } });
	});

	it("are none without memory", async () => {
		using root = machine("1:cpu:/\n", both);
		expect(await probe(root)).toMatchObject({ kind: "none" });
	});
});
