import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { atLiar, nightly } from "./lying-machine.ts";
import { memoryMachine } from "./memory-machine.ts";
import { typeAt } from "./typing.ts";

const daily = { name: "daily", command: "echo done", schedule: "R/2030-01-01T00:00:00Z/P1D", retries: 0 };
const big = { name: "big", command: "true", schedule: "R1//P1Y", cpus: 64, retries: 0 };

async function machineWithJobs() {
	const dir = tempDir({ "daily.json": JSON.stringify(daily), "big.json": JSON.stringify(big) });
	const machine = memoryMachine(dir.path);
	return {
		type: (line: string) => typeAt(machine, line.split(" ")),
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

it("the last run of a job at rest is what wait answers, although it will run again", async () => {
	await using machine = await machineWithJobs();
	await machine.type("submit daily.json");
	expect(await machine.type("run daily --wait")).toMatchObject({ exit: 0 });
	expect(await machine.type("wait daily")).toMatchObject({ exit: 0, stdout: expect.stringContaining("succeeded") });
});

it("words for a command stand behind two dashes", async () => {
	await using machine = await machineWithJobs();
	await machine.type("submit daily.json");
	expect(await machine.type("run daily mum")).toMatchObject({
		exit: 2,
		stderr: expect.stringContaining('"mum" is one word too many: words for the command stand behind --'),
	});
	expect(await machine.type("run daily -- mum")).toMatchObject({ exit: 0 });
});

it("next looks at files, and at the jobs of a server", async () => {
	await using machine = await machineWithJobs();
	await machine.type("submit daily.json");
	const { stdout } = await machine.type("next daily -n 1");
	expect(stdout).toContain("2030-01-01T00:00:00Z");
	expect((await machine.type("next daily.json -n 1")).stdout).toBe(stdout);
	expect(await machine.type("next dialy")).toMatchObject({ exit: 1, stderr: expect.stringContaining("`daily`") });
});

it("what was sent is told to programs, although nobody waited to the end", async () => {
	await using machine = await machineWithJobs();
	const { exit, stdout } = await machine.type("submit big.json --timeout 200ms -o json");
	expect(exit).toBe(7);
	expect(JSON.parse(stdout)).toMatchObject({
		outcome: "applied",
		steps: [{ job: "big" }],
		error: { code: "wait.timeout" },
	});
});

it("hints ask the same server", async () => {
	await using machine = await machineWithJobs();
	const { stderr } = await machine.type("show nobody -c local");
	expect(stderr).toContain("Run `chronos-job list -c local` to see the jobs.");
	await machine.type("submit daily.json");
	expect((await machine.type("why daily --context local")).stdout).toContain("`chronos-job run -c local daily`");
});

it("jobs that nobody could send again are not pulled, so that the others can be sent", async () => {
	await using liar = await atLiar({ jobs: [nightly, { ...nightly, name: "with space" }] });
	const { exit, said } = await liar.run("pull", "pulled", "--yes");
	expect([exit, said]).toEqual([0, expect.stringMatching(/wrote +pulled\/nightly\.json\nleft out, .*: with space\n/)]);
	expect(await liar.run("sync", "pulled")).toMatchObject({ exit: 0, said: expect.stringContaining("nothing to do") });
});
