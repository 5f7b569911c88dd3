import { startLyingServer, startMesos, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { memoryMachine } from "./memory-machine.ts";
import { type Reactions, recordsOf, typeAt } from "./typing.ts";

/** Job files by name, a command each. */
type Commands = Readonly<Record<string, string | { readonly command: string; readonly parents: readonly string[] }>>;

async function machineWith(commands: Commands) {
	const documents = Object.entries(commands).map(([name, told]) => {
		const job = typeof told === "string" ? { command: told, schedule: "R1//P1Y" } : told;
		return [`${name}.json`, JSON.stringify({ name, retries: 0, ...job })] as const;
	});
	const dir = tempDir(Object.fromEntries(documents));
	const machine = memoryMachine(dir.path);
	return {
		path: dir.path,
		type: (line: string, when: Reactions = []) => typeAt(machine, line.split(" "), { when }),
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

describe("waiting for what was submitted", () => {
	it("prints what a job has written and how it ended", async () => {
		await using machine = await machineWith({ hello: "echo hello world; echo careful >&2" });
		const { exit, stdout } = await machine.type("submit hello.json --wait");
		expect(stdout).toMatch(/^created +hello\nhello world\nhello {2}succeeded( {2}after 0s)?\n$/);
		expect(exit).toBe(0);
	});

	it("shows the errors of one that fails, and answers 1", async () => {
		await using machine = await machineWith({
			bad: "echo fine; echo 'no such file' >&2; exit 3",
			silent: "echo oh; exit 2",
		});
		const bad = await machine.type("submit bad.json --wait");
		expect(bad.stdout).toMatch(/\nno such file\nbad {2}failed {2}exit code 3/);
		expect(bad.stdout).not.toContain("fine");
		const silent = await machine.type("submit silent.json --watch");
		expect(silent.stdout).toMatch(/silent {2}started\n.*silent {2}failed {2}exit code 2.*\noh\n$/s);
		expect([bad.exit, silent.exit]).toEqual([1, 1]);
	});

	it("prints the end of a long output, and says what is missing", async () => {
		await using machine = await machineWith({ long: "seq 1 1000" });
		const { stdout } = await machine.type("submit long.json --wait");
		expect(stdout).toMatch(/\n… 4 kB before this; `chronos-job logs long` prints all\n801\n802\n/);
		expect(stdout).toMatch(/\n1000\nlong {2}succeeded/);
	});

	it("ends its last line before it tells how it went", async () => {
		await using machine = await machineWith({ half: "printf 'no end'" });
		expect((await machine.type("submit half.json --wait")).stdout).toContain("\nno end\nhalf  succeeded");
		expect((await machine.type("submit half.json --logs")).stdout).toContain("\nno end\nhalf  succeeded");
	});

	it("says that it will be tried again, and what went wrong", async () => {
		await using machine = await machineWith({ shaky: "echo fine; echo 'no such file' >&2; exit 4" });
		const { exit, stdout } = await machine.type("submit shaky.json --set retries=1 --wait", [
			["tries again", (enough) => enough()],
		]);
		expect(exit).toBe(130);
		// The server lives today, the host on a day of its own, so that the day may stand before the time.
		expect(stdout).toMatch(
			/\nno such file\n(?:\w+ [\d-]+ )?[\d:]+ {2}shaky {2}failed {2}exit code 4.*\n(?:\w+ [\d-]+ )?[\d:]+ {2}shaky {2}tries again at .*\n$/,
		);
	});

	it("says why a job does not start", async () => {
		await using machine = await machineWith({ big: "true" });
		const { exit, stderr } = await machine.type("submit big.json --set cpus=1000000 --wait --timeout 2s");
		expect(exit).toBe(7);
		expect(stderr).toMatch(/big has not started: it needs 1000000 CPUs, and this machine has \d/);
		expect(stderr).toMatch(/error {2}wait.timeout {2}big has not started after 2s: it needs 1000000 CPUs/);
	});

	it("prints the output of several as it comes, each line with its name", async () => {
		await using machine = await machineWith({ a: "printf 'one\\ntwo'", bcd: "echo three" });
		const { exit, stdout } = await machine.type("submit . --logs");
		expect(exit).toBe(0);
		for (const line of ["a   | one", "a   | two", "bcd | three"]) expect(stdout.split("\n")).toContain(line);
		expect(stdout.split("\n").filter((line) => line.includes(" | "))).toHaveLength(3);
	});

	it("tells machines the same", async () => {
		await using machine = await machineWith({ hello: "echo hi" });
		const records = recordsOf(await machine.type("submit hello.json --wait --output ndjson"));
		expect(records.map(({ type }) => type)).toEqual(["step.applied", "output", "fate", "result"]);
		expect(records[1]).toEqual({ type: "output", job: "hello", stream: "stdout", text: "hi\n" });
		expect(records[2]).toMatchObject({
			job: "hello",
			outcome: "succeeded",
			exitCode: 0,
			taskId: expect.stringMatching(/^ct:/),
			at: expect.stringMatching(/^\d{4}-.*Z$/),
		});
	});

	it("ends at Ctrl-C and at the time-out, and the jobs go on", async () => {
		using flag = tempDir();
		await using machine = await machineWith({ long: `while [ ! -e ${flag.path}/end ]; do sleep 0.05; done` });
		const goesOn = "  → Follow it again with `chronos-job watch long`.\n";
		const stopped = await machine.type("submit long.json --watch", [["started", (enough) => enough()]]);
		expect(stopped.exit).toBe(130);
		expect(stopped.stderr).toContain(`error  wait.interrupted  nobody waits any longer; long goes on\n${goesOn}`);
		const late = await machine.type("wait long --timeout 100ms");
		expect(late.exit).toBe(7);
		expect(late.stderr).toBe(`error  wait.timeout  long is still under way after 0s\n${goesOn}`);
		flag.write("end", "");
		const end = await machine.type("wait long");
		expect(end).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^long {2}succeeded/) });
	});

	it("does not wait for children of a job that has failed", async () => {
		await using machine = await machineWith({
			a: "exit 1",
			b: { command: "true", parents: ["a"] },
			c: { command: "true", parents: ["b"] },
		});
		const { exit, stdout } = await machine.type("submit . --wait");
		expect(exit).toBe(1);
		expect(stdout).toContain("\nb  is idle  a has failed\n");
		expect(stdout).toContain("\nc  is idle  b will not run either\n");
	});

	it("sees children through when all goes well", async () => {
		await using machine = await machineWith({ a: "sleep 0.3; echo A", b: { command: "echo B", parents: ["a"] } });
		const { exit, stdout } = await machine.type("submit . --wait");
		expect(exit).toBe(0);
		expect(stdout).toMatch(/a \| A\na {2}succeeded.*\nb \| B\nb {2}succeeded/);
	});
});

describe("wait", () => {
	it("answers how the last run of a job at rest went", async () => {
		await using machine = await machineWith({ good: "echo hi", bad: "echo oh >&2; exit 4" });
		await machine.type("submit . --wait");
		// What a success has written is not asked for.
		expect(await machine.type("wait good")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/^good {2}succeeded/),
		});
		expect(await machine.type("wait bad")).toMatchObject({
			exit: 1,
			stdout: expect.stringMatching(/^oh\nbad {2}failed/),
		});
		expect(await machine.type("wait bad --for failure")).toMatchObject({ exit: 0 });
		expect(await machine.type("wait * --for idle")).toMatchObject({ exit: 0 });
		const { stdout } = await machine.type("wait good --output json");
		expect(JSON.parse(stdout)).toMatchObject({ fates: [{ job: "good", outcome: "succeeded" }] });
	});

	it("answers 6 when the job is deleted meanwhile", async () => {
		await using machine = await machineWith({ later: "true" });
		const later = "--set schedule=R/2040-01-01T00:00:00Z/P1D";
		const gone = await machine.type(`submit later.json ${later} --wait --output ndjson`, [
			["step.applied", () => void machine.type("delete later --yes")],
		]);
		expect(gone.exit).toBe(6);
		expect(recordsOf(gone)).toContainEqual(expect.objectContaining({ type: "fate", outcome: "vanished" }));
	});

	it.each([
		["wait", 2],
		["wait nope", 1],
		["wait nope --timeout never", 2],
		["wait nope --for luck", 2],
	])("%s answers %i", async (line, exit) => {
		await using machine = await machineWith({});
		expect((await machine.type(line)).exit).toBe(exit);
	});
});

describe("on a cluster", () => {
	const job = { name: "train", command: "python3 train.py", schedule: "R1//P1Y", retries: 0 };

	it.each([
		["success", 0, /train {2}succeeded/],
		["failure", 1, /train {2}failed/],
		["vanished", 6, /train {2}was deleted meanwhile/],
	] as const)("a run that ends in %s answers %i", async (end, exit, line) => {
		await using chronos = await startLyingServer();
		using dir = tempDir({ "train.json": JSON.stringify(job) });
		await using machine = memoryMachine(dir.path);
		chronos.play("train", ["queued", "1 running", end]);
		const env = { HOME: dir.path, CHRONOS_URL: chronos.url };
		const said = await typeAt(machine, ["submit", "train.json", "--wait"], { env, haste: 100 });
		expect(said.stdout).toMatch(line);
		expect(said.exit).toBe(exit);
	});

	it("prints what is found in the sandbox, where Mesos can be reached", async () => {
		await using chronos = await startLyingServer();
		await using mesos = await startMesos([{ id: "ct:1:0:train:", state: "TASK_FINISHED" }]);
		mesos.write("ct:1:0:train:", "stdout", "epoch 1\n");
		using dir = tempDir({ "train.json": JSON.stringify(job) });
		await using machine = memoryMachine(dir.path);
		chronos.play("train", ["queued", "1 running", "success"]);
		const env = { HOME: dir.path, CHRONOS_URL: chronos.url, CHRONOS_MESOS_URL: mesos.master };
		const said = await typeAt(machine, ["submit", "train.json", "--wait"], { env, haste: 100 });
		expect(said.stdout).toMatch(/\nepoch 1\ntrain {2}succeeded/);
	});
});
