import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

/** What somebody finds out who types these lines into the shell of a job. */
async function typeInto(job: object, lines: string) {
	using home = tempDir({ "job.json": JSON.stringify({ name: "job", schedule: "R1//P1Y", ...job }), "tmp/x": "" });
	await using machine = memoryMachine(home.path);
	const seen = { stdout: "", stderr: "", mode: 0, line: "" };
	const runEditor = async ([program = "", ...words]: readonly string[]) => {
		const { stdout, stderr, status } = spawnSync(program, words, { input: lines, encoding: "utf8" });
		const variables = words.find((word) => word.endsWith("/variables")) ?? "";
		Object.assign(seen, { stdout, stderr, mode: statSync(variables).mode & 0o777, line: words.join(" ") });
		return status ?? undefined;
	};
	const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", SHELL: "/bin/sh", NOISE: "1" };
	const host = machine.host({ env, runEditor });
	const exit = await main(["shell", "job.json", "--limits", "off"], { ...host, temporaryFolder: `${home.path}/tmp` });
	return { exit, ...seen, said: host.written, left: readdirSync(`${home.path}/tmp`) };
}

it("opens a shell with the variables of the job and no others, in its folder", async () => {
	const environmentVariables = [{ name: "SECRET", value: "it's; $HOME\n2" }];
	const lines = 'echo "[$SECRET] [$NOISE] $CHRONOS_JOB_NAME"; test "$PWD" = "$MESOS_SANDBOX" && echo home\n';
	const { exit, stdout, stderr } = await typeInto({ command: "true", environmentVariables }, lines);
	expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: "[it's; $HOME\n2] [] job\nhome\n", stderr: "" });
});

it("hands the status of the shell on and leaves nothing behind", async () => {
	const { exit, left, said } = await typeInto({ command: "true" }, "touch made; exit 9\n");
	expect({ exit, left, said }).toEqual({ exit: 9, left: ["x"], said: { stdout: "", stderr: "" } });
});

it("shows nobody else the variables", async () => {
	const environmentVariables = [{ name: "SECRET", value: "hush" }];
	const { mode, line } = await typeInto({ command: "true", environmentVariables }, "exit\n");
	expect(mode).toBe(0o600);
	expect(line).not.toContain("hush");
});
