import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { main } from "../src/main.ts";
import { atLiar } from "./lying-machine.ts";
import { memoryMachine } from "./memory-machine.ts";

/** Somebody with a template whose jobs say in a file that they ran, and fail for x=3. */
function atShell(command = "echo {{x}} >> RAN; test {{x}} != 3") {
	const dir = tempDir();
	const ran = join(dir.path, "ran");
	const job = { name: "t", command: command.replaceAll("RAN", ran), retries: 0, cpus: 0.1, mem: 16, disk: 16 };
	dir.write("t.json", JSON.stringify({ ...job, schedule: "R1//P1Y" }));
	const machine = memoryMachine(dir.path);
	const ranIn = () => (existsSync(ran) ? readFileSync(ran, "utf8").trim().split("\n").toSorted() : []);
	async function run(...argv: readonly string[]) {
		return runWith({}, ...argv);
	}
	async function runWith(
		options: { readonly interrupt?: AbortSignal; readonly answers?: string[] },
		...argv: readonly string[]
	) {
		const host = machine.host(options);
		const exit = await main(["sweep", ...argv], host);
		return { exit, ...host.written };
	}
	function recordOf(group: string): string {
		const sweeps = join(dir.path, ".local/state/chronos-job/sweeps");
		return join(sweeps, readdirSync(sweeps)[0] ?? "", `${group}.ndjson`);
	}
	return {
		dir,
		machine,
		ranIn,
		run,
		runWith,
		recordOf,
		[Symbol.asyncDispose]: async () => {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

describe.concurrent("a sweep", () => {
	test("runs every job once, tells each fate, and answers 1 when some failed", async () => {
		await using shell = atShell();
		const { exit, stdout } = await shell.run("t.json", "--grid", "x=1..4");
		expect(exit).toBe(1);
		expect(stdout.split("\n").slice(0, 4).toSorted()).toEqual([
			"failed     t.x3  exit code 1",
			"succeeded  t.x1",
			"succeeded  t.x2",
			"succeeded  t.x4",
		]);
		expect(stdout).toContain("t  4 jobs, 3 succeeded, 1 did not\n  t.x3\n");
		expect(shell.ranIn()).toEqual(["1", "2", "3", "4"]);
		expect(await shell.run("--resume", "t", "--failed")).toMatchObject({
			exit: 1,
			stdout: expect.stringMatching(/^failed     t\.x3  exit code 1\nt  4 jobs, 3 succeeded, 1 did not\n/),
		});
		expect(shell.ranIn()).toEqual(["1", "2", "3", "3", "4"]);
		expect(statSync(shell.recordOf("t")).mode & 0o777).toBe(0o600);
	});

	test("does nothing the second time, runs the jobs that have come, and all of them when it begins anew", async () => {
		await using shell = atShell("echo {{x}} >> RAN");
		expect(await shell.run("t.json", "--grid", "x=1,2")).toMatchObject({ exit: 0 });
		expect(await shell.run("t.json", "--grid", "x=1,2")).toMatchObject({ exit: 0, stdout: "t  2 jobs, 2 succeeded\n" });
		expect(await shell.run("t.json", "--grid", "x=2,3")).toMatchObject({
			exit: 0,
			stdout: "succeeded  t.x3\nt  2 jobs, 2 succeeded\n",
		});
		expect(shell.ranIn()).toEqual(["1", "2", "3"]);
		expect(await shell.run("t.json", "--grid", "x=1,2", "--again")).toMatchObject({ exit: 0 });
		expect(shell.ranIn()).toEqual(["1", "1", "2", "2", "3"]);
	});

	test("has never more jobs under way than it may", async () => {
		await using shell = atShell("sleep 0.1 # {{x}}");
		expect(await shell.run("t.json", "--grid", "x=1..6", "--max-parallel", "2")).toMatchObject({ exit: 0 });
		const { runs } = JSON.parse(await shell.machine.ask("GET", "/local/v1/runs")) as {
			readonly runs: readonly { readonly queuedAt: string; readonly settledAt: string }[];
		};
		expect(runs).toHaveLength(6);
		const most = runs.map(({ queuedAt: at }) => runs.filter((run) => run.queuedAt <= at && at < run.settledAt).length);
		expect(Math.max(...most)).toBe(2);
		expect(readFileSync(shell.recordOf("t"), "utf8")).toContain(`"maxParallel":2`);
	});

	test("that is interrupted goes on where it was, and sends nothing twice", async () => {
		await using shell = atShell("echo {{x}} >> RAN; test {{x}} != 2 || sleep 0.5");
		const pressed = new AbortController();
		const first = shell.runWith({ interrupt: pressed.signal }, "t.json", "--grid", "x=1..4", "-p", "1");
		while (!shell.ranIn().includes("2")) await new Promise((resolve) => setTimeout(resolve, 20));
		pressed.abort();
		expect(await first).toMatchObject({
			exit: 130,
			stderr: expect.stringContaining("the sweep t stands still: 1 of 4 jobs settled, 1 under way, 2 not sent yet"),
		});
		const { exit, stdout } = await shell.run("--resume", "t", "-p", "1");
		expect({ exit, stdout }).toEqual({
			exit: 0,
			stdout: "succeeded  t.x2  sent before\nsucceeded  t.x3\nsucceeded  t.x4\nt  4 jobs, 4 succeeded\n",
		});
		expect(shell.ranIn()).toEqual(["1", "2", "3", "4"]);
	});

	test.each([
		["before a job was sent", (lines: readonly string[]) => lines.slice(0, 2), ["1", "2"]],
		["between sending and knowing", (lines: readonly string[]) => lines.slice(0, 3), ["1", "2"]],
		[
			"in the middle of a line",
			(lines: readonly string[]) => [...lines.slice(0, 4), lines[4]?.slice(0, 20) ?? ""],
			["1", "2"],
		],
	])("whose program was killed %s sends nothing twice", async (_, cut, expected) => {
		await using shell = atShell("echo {{x}} >> RAN");
		expect(await shell.run("t.json", "--grid", "x=1,2", "-p", "1")).toMatchObject({ exit: 0 });
		const record = shell.recordOf("t");
		const lines = readFileSync(record, "utf8")
			.split("\n")
			.filter((line) => line !== "");
		expect(lines.map((line) => JSON.parse(line).type).slice(0, 4)).toEqual([
			"sweep",
			"opened",
			"submitting",
			"submitted",
		]);
		writeFileSync(record, cut(lines).join("\n"));
		expect(await shell.run("--resume", "t")).toMatchObject({ exit: 0 });
		expect(shell.ranIn()).toEqual(expected);
	});

	test("asks before it replaces jobs that are something else", async () => {
		await using shell = atShell("echo {{x}} >> RAN");
		await shell.machine.runJob({ name: "t.x1", command: "echo mine" });
		const refused = await shell.run("t.json", "--grid", "x=1,2");
		expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining("replace t.x1?") });
		expect(await shell.runWith({ answers: ["n"] }, "t.json", "--grid", "x=1,2")).toMatchObject({ exit: 1 });
		expect(shell.ranIn()).toEqual([]);
		expect(await shell.run("t.json", "--grid", "x=1,2", "--yes")).toMatchObject({ exit: 0 });
		expect(shell.ranIn()).toEqual(["1", "2"]);
	});

	test("outlives a server that is away for a while, whatever it was doing", async () => {
		await using shell = atShell("echo {{x}} >> RAN");
		expect(await shell.run("t.json", "--grid", "x=1")).toMatchObject({ exit: 0 });
		const host = shell.machine.host();
		let posts = 0;
		const openTransport: typeof host.openTransport = async (target) => {
			const transport = await host.openTransport(target);
			return {
				...transport,
				async send(request) {
					const isPost = request.method === "POST";
					if (isPost) posts += 1;
					if (!isPost || posts > 2) return transport.send(request);
					// The first time nothing has arrived, the second time everything.
					if (posts === 2) await transport.send(request);
					throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
				},
			};
		};
		const exit = await main(["sweep", "t.json", "--grid", "x=2,3", "-p", "1"], {
			...host,
			sleep: (ms, signal) => host.sleep(ms / 20, signal),
			openTransport,
		});
		expect({ exit, stdout: host.written.stdout }).toMatchObject({ exit: 0 });
		expect(shell.ranIn()).toEqual(["1", "2", "3"]);
	});

	test("with another template is another sweep", async () => {
		await using shell = atShell("echo {{x}} >> RAN");
		await shell.run("t.json", "--grid", "x=1");
		shell.dir.write("t.json", JSON.stringify({ name: "t", command: "echo {{x}}", schedule: "R1//P1Y", retries: 0 }));
		const refused = await shell.run("t.json", "--grid", "x=1");
		expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining("was begun with another template") });
		const own = await shell.run("t.json", "--grid", "x=1", "--group", "second");
		expect(own).toMatchObject({ exit: 0, stdout: "succeeded  second.x1\nsecond  1 job, 1 succeeded\n" });
	});

	test("is worked on by one process at a time", async () => {
		await using shell = atShell("echo {{x}} >> RAN");
		await shell.run("t.json", "--grid", "x=1");
		const driver = { pid: process.pid, mark: markOfThisProcess() };
		appendFileSync(
			shell.recordOf("t"),
			`${JSON.stringify({ type: "opened", at: "2026-11-21T12:00:00.000Z", driver })}\n`,
		);
		const host = { ...shell.machine.host(), isRunning: () => true };
		expect(await main(["sweep", "t.json", "--grid", "x=1,2"], host)).toBe(2);
		expect(host.written.stderr).toContain(`process ${process.pid} works on the sweep t already`);
	});
});

/** As the program writes it: since when the machine runs, and since when the process. */
function markOfThisProcess(): string {
	if (!existsSync("/proc/self/stat")) return "";
	const fields = readFileSync(`/proc/${process.pid}/stat`, "utf8")
		.replace(/\(.*\)/s, "()")
		.split(" ");
	return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[21]}`;
}

describe.concurrent.each(["3.x", "2.x"] as const)("a sweep on a Chronos of %s that tells no events", (dialect) => {
	test("learns fates from what the server counts", async () => {
		await using liar = await atLiar({ dialect });
		liar.write("t.json", JSON.stringify({ name: "t", command: "echo {{x}}", schedule: "R1//P1Y", retries: 0 }));
		liar.server.play("t.x1", ["queued", "1 running", "success"]);
		liar.server.play("t.x2", ["queued", "1 running", "failure"]);
		liar.server.play("t.x3", ["1 running", "success"]);
		const { exit, said } = await liar.run("sweep", "t.json", "--grid", "x=1..3", "-p", "2");
		expect(said).toContain("t  3 jobs, 2 succeeded, 1 did not\n  t.x2\n");
		expect(exit).toBe(1);
		expect(liar.server.writes).toHaveLength(3);
	});

	test("stops at the first job that the server refuses, and goes on afterwards", async () => {
		await using liar = await atLiar({ dialect, lies: ["dropped-but-204"] });
		liar.write("t.json", JSON.stringify({ name: "t", command: "echo {{x}}", schedule: "R1//P1Y", retries: 0 }));
		const refused = await liar.run("sweep", "t.json", "--grid", "x=1,2", "-p", "1");
		expect(refused).toMatchObject({ exit: 5, said: expect.stringContaining("sweep --resume t") });
		liar.server.stop();
		for (const name of ["t.x1", "t.x2"]) liar.server.play(name, ["1 running", "success"]);
		expect(await liar.run("sweep", "--resume", "t")).toMatchObject({ exit: 0 });
	});
});
