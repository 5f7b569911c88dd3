import { systemClock } from "@chronos-job/core";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setUp, startEngine, tempDir, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { memoryMachine } from "./memory-machine.ts";

describe.each(["podman", "docker"] as const)("%s", (name) => {
	const whyNot = whyNoEngine(name);
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		engine = open.use(await startEngine(name));
	});

	/** Somebody types in a folder with a job that names an image. */
	async function type(words: readonly string[], command: string, interrupt?: AbortSignal) {
		const container = {
			image: engine.image,
			parameters: [
				{ key: "network", value: "none" },
				{ key: "env", value: "COLOUR=red" },
			],
		};
		const job = { name: "job", command, runAsUser: "", schedule: "R1//P1Y", container };
		using home = tempDir({ "job.json": JSON.stringify(job), "tmp/x": "" });
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const host = machine.host({ env, ...(interrupt && { interrupt }) });
		const exit = await main(words, { ...host, temporaryFolder: `${home.path}/tmp` });
		return { exit, ...host.written, left: readdirSync(`${home.path}/tmp`) };
	}

	async function containers(): Promise<string> {
		const answer = spawnSync("curl", [
			"-s",
			"--unix-socket",
			engine.socketPath,
			"http://d/v1.40/containers/json?all=1",
		]);
		return String(answer.stdout).trim();
	}

	it("runs a job once, as the server would, and nothing is left", async () => {
		const command = "echo $COLOUR $CHRONOS_JOB_NAME; echo odd >&2; exit 7";
		const { exit, stdout, stderr, left } = await type(["run-local", "job.json"], command);
		expect({ exit, stdout, stderr, left }).toEqual({ exit: 7, stdout: "red job\n", stderr: "odd\n", left: ["x"] });
		expect(await containers()).toBe("[]");
	});

	it("prints what the README says", async () => {
		const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
		const [, words = "", file = "", shown = ""] =
			/\$ npm ci\n\$ npx chronos-job (.*? examples\/(\S+))\n([^`]*)```/.exec(readme) ?? [];
		const text = readFileSync(new URL(`../../../examples/${file}`, import.meta.url), "utf8");
		const { container } = JSON.parse(text) as { readonly container: { readonly image: string } };
		// The one that the world has cannot be had by tests.
		await engine.makeImage(container.image, []);
		using home = tempDir({ [`examples/${file}`]: text });
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const host = machine.host({ env });
		const exit = await main(words.split(" "), host);
		expect({ exit, ...host.written }).toEqual({ exit: 0, stdout: shown, stderr: "" });
	});

	it("ends the container when somebody presses Ctrl-C", async () => {
		const interrupt = new AbortController();
		const ended = type(["run-local", "job.json"], "sleep 600", interrupt.signal);
		while (!(await containers()).includes('"running"')) await systemClock.sleep(50);
		interrupt.abort();
		const { exit, left } = await ended;
		expect({ exit, left }).toEqual({ exit: 143, left: ["x"] });
		expect(await containers()).toBe("[]");
	});

	it("lets programs into a container that runs", async () => {
		const container = { image: engine.image, parameters: [{ key: "network", value: "none" }] };
		const job = { name: "job", command: "echo x > made; sleep 20", runAsUser: "", schedule: "R1//P1Y", container };
		using home = tempDir({ "job.json": JSON.stringify({ ...job, environmentVariables: [{ name: "A", value: "b" }] }) });
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const say = async (...words: readonly string[]) => {
			const host = machine.host({ env });
			return { exit: await main(words, host), ...host.written };
		};
		await say("submit", "job.json", "--yes");
		const shown = await say("exec", "job", "--", "sh", "-c", "cat made; echo $A; echo odd >&2; exit 6");
		expect(shown).toEqual({ exit: 6, stdout: "x\nb\n", stderr: "odd\n" });
		expect(await say("port", "job")).toMatchObject({
			exit: 0,
			stdout: "job runs, and no port of its container can be reached from outside\n",
		});
		expect(await say("kill", "job", "--yes")).toMatchObject({ exit: 0 });
	});

	it("opens a shell in the image of a job, with its variables and its sandbox", async () => {
		const container = { image: engine.image, parameters: [{ key: "network", value: "none" }] };
		const fields = { environmentVariables: [{ name: "A", value: "b c" }], runAsUser: "", schedule: "R1//P1Y" };
		using home = tempDir({
			"job.json": JSON.stringify({ name: "job", command: "exit 1", container, ...fields }),
			"tmp/x": "",
		});
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const stdin = 'echo "$A"; echo "$MESOS_SANDBOX"; touch "$MESOS_SANDBOX/made" && exit 4\n';
		const host = machine.host({ env, stdin });
		const exit = await main(["shell", "job.json"], { ...host, temporaryFolder: `${home.path}/tmp` });
		expect({ exit, ...host.written }).toEqual({ exit: 4, stdout: "b c\n/mnt/mesos/sandbox\n", stderr: "" });
		expect(readdirSync(`${home.path}/tmp`)).toEqual(["x"]);
	});

	it("opens a shell on a terminal, where keys are for the shell", async () => {
		const container = { image: engine.image, parameters: [{ key: "network", value: "none" }] };
		using home = tempDir({
			"job.json": JSON.stringify({ name: "job", command: "exit 1", container, runAsUser: "", schedule: "R1//P1Y" }),
			"tmp/x": "",
		});
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const terminal = fakeTerminal({ columns: 71, rows: 19 });
		const host = { ...machine.host({ env, overwrites: true }), terminal, temporaryFolder: `${home.path}/tmp` };
		const ended = main(["shell", "job.json"], host);
		// A shell that changes the terminal may drop what was typed before.
		await terminal.untilWritten("# ");
		terminal.type("echo is''here\n");
		await terminal.untilWritten(/ishere\r\n.*# /);
		// The shell itself would say so before the keys belong to what comes next.
		terminal.type("sh -c \"echo goes''On; exec sleep 600\"\n");
		await terminal.untilWritten("goesOn");
		terminal.type("\u0003");
		await terminal.untilWritten(/\^C\r\n.*# /);
		terminal.type("stty size; exit 5\n");
		expect({ exit: await ended, isRaw: terminal.isRaw() }).toEqual({ exit: 5, isRaw: false });
		expect(terminal.written()).toContain("\n19 71\r\n");
		expect(readdirSync(`${home.path}/tmp`)).toEqual(["x"]);
	});
});
