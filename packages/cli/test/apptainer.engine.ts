import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { becomeOrdinary, layOutRoot, tempDir, whyNoImage } from "@chronos-job/testkit";
import { beforeEach, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

becomeOrdinary();
const { error } = spawnSync("apptainer", ["--version"]);
const whyNot = error === undefined ? whyNoImage() : "apptainer is not installed";

beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

interface Scene {
	readonly command: string;
	readonly stdin?: string;
}

/** Somebody on a machine with Apptainer alone, in a folder with a job that names an image. */
async function open({ command, stdin }: Scene) {
	const home = tempDir({ "tmp/x": "" });
	const image = join(home.path, "busybox");
	layOutRoot(image);
	for (const name of ["proc", "sys", "dev", "var/tmp", "home"]) mkdirSync(join(image, name), { recursive: true });
	const environmentVariables = [{ name: "A", value: "b c" }];
	const job = { name: "job", command, schedule: "R1//P1Y", environmentVariables, container: { image } };
	home.write("job.json", JSON.stringify(job));
	const machine = memoryMachine(home.path);
	const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: "unix:///nonexistent/x.sock" };
	const say = async (...words: readonly string[]) => {
		const host = machine.host({ env, ...(stdin !== undefined && { stdin }) });
		const exit = await main(words, { ...host, temporaryFolder: `${home.path}/tmp` });
		return { exit, ...host.written, left: readdirSync(`${home.path}/tmp`) };
	};
	return {
		say,
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			home[Symbol.dispose]();
		},
	};
}

it("runs a job once where no engine answers, and nothing is left", async () => {
	await using scene = await open({ command: "echo $A $CHRONOS_JOB_NAME; echo odd >&2; exit 7" });
	const shown = await scene.say("run-local", "job.json");
	expect(shown).toEqual({ exit: 7, stdout: "b c job\n", stderr: "odd\n", left: ["x"] });
});

it("runs a job on the server, and lets programs into its container", async () => {
	await using scene = await open({ command: "cd /srv; touch made; sleep 20" });
	expect(await scene.say("submit", "job.json", "--yes")).toMatchObject({ exit: 0 });
	const line = "until [ -e made ]; do sleep 0.1; done; echo $A; pwd; echo odd >&2; exit 6";
	const shown = await scene.say("exec", "job", "--", "sh", "-c", line);
	expect(shown).toMatchObject({ exit: 6, stdout: "b c\n/srv\n", stderr: "odd\n" });
	expect(await scene.say("kill", "job", "--yes")).toMatchObject({ exit: 0 });
});

it("opens a shell in the image of a job, with its variables and its sandbox", async () => {
	const stdin = 'echo "$A"; echo "$MESOS_SANDBOX"; touch "$MESOS_SANDBOX/made" && exit 4\n';
	await using scene = await open({ command: "exit 1", stdin });
	const shown = await scene.say("shell", "job.json");
	expect(shown).toEqual({ exit: 4, stdout: "b c\n/mnt/mesos/sandbox\n", stderr: "", left: ["x"] });
});

it("tells doctor that jobs with an image have somewhere to run", async () => {
	await using scene = await open({ command: "true" });
	const { stdout } = await scene.say("doctor");
	expect(stdout).toMatch(/apptainer version \d+\S* runs containers/);
});

it("does not run it with Apptainer where only Docker may be used", async () => {
	await using scene = await open({ command: "true" });
	const shown = await scene.say("run-local", "job.json", "--containers", "docker");
	expect(shown).toMatchObject({ exit: 2, stderr: expect.stringContaining("/nonexistent/x.sock") });
});
