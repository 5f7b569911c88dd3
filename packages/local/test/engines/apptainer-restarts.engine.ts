import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { random, setUp, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import type { AttemptSpec, RunningAttempt, Sandbox } from "../../src/executors/executor.ts";
import { sandboxAt } from "../attempts.ts";
import { untilSaid } from "../describe-executor.ts";
import { apptainerSpec, apptainerWith, launchApptainer, makeImageAt, whyNoApptainer } from "./apptainer-attempts.ts";

const program = new URL("start-apptainer.ts", import.meta.url).pathname;
const whyNot = whyNoApptainer() ?? whyNoProgram();
const lines = 60;
const command = `echo begun >> "$MESOS_SANDBOX/begun"; i=0; while [ $i -lt ${lines} ]; do echo "line $i"; echo "err $i" >&2; i=$((i+1)); sleep 0.02; done; exit 7`;
const kills = 6;
let image = "";

setUp(whyNot, (open) => {
	image = makeImageAt(open.use(tempDir()).path);
});

function whyNoProgram(): string | undefined {
	try {
		accessSync(program, constants.R_OK);
		return undefined;
	} catch {
		return "an ordinary user may not read this checkout";
	}
}

/** Another server starts the attempt, and is killed some time after that. */
async function startAndKill(attempt: AttemptSpec, sandbox: Sandbox, afterMs: number): Promise<void> {
	const asked = JSON.stringify({ attempt, sandbox });
	const server = spawn(process.execPath, ["--conditions=@chronos-job/source", program, asked], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = once(server, "exit");
	await once(server.stdout, "data");
	await sleep(afterMs);
	server.kill("SIGKILL");
	await ended;
}

async function recovered(attempt: AttemptSpec, sandbox: Sandbox): Promise<RunningAttempt> {
	const executor = apptainerWith();
	const recovery = await executor.recover(attempt, sandbox);
	if (recovery.kind === "never-claimed") return launchApptainer(attempt, sandbox, executor);
	if (recovery.kind === "running") return recovery.attempt;
	return { end: Promise.resolve(recovery), stop: () => Promise.resolve() };
}

describe("an attempt with Apptainer whose server is killed", { concurrent: true }, () => {
	const chance = random(11);

	it.each(Array.from({ length: kills }, (_, index) => [index]))(
		"ran once, and all that it said is there once: %i",
		async (index) => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const attempt = apptainerSpec({ command, container: { image } });
			// Some before it begins, some while it runs, some after its end.
			await startAndKill(attempt, sandbox, chance.below(300) + index * 400);
			const { end } = await recovered(attempt, sandbox);
			expect(await end).toMatchObject({ kind: "exited", exitCode: 7 });
			const numbers = Array.from({ length: lines }, (_, number) => number);
			expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe(numbers.map((number) => `line ${number}\n`).join(""));
			expect(readFileSync(sandbox.stderrFile, "utf8")).toBe(numbers.map((number) => `err ${number}\n`).join(""));
			expect(readFileSync(join(sandbox.workDirectory, "begun"), "utf8")).toBe("begun\n");
		},
	);
});

it("an attempt with Apptainer whose supervisor is killed as well is lost, and nothing of it goes on", async () => {
	using directory = tempDir();
	const sandbox = sandboxAt(join(directory.path, "s"));
	const attempt = apptainerSpec({
		command: "echo on; while :; do echo $((i+=1)) > $MESOS_SANDBOX/count; sleep 0.01; done",
		container: { image },
	});
	const running = await launchApptainer(attempt, sandbox);
	await untilSaid(sandbox.stdoutFile, "on\n");
	const [, , pid = ""] = readFileSync(join(sandbox.directory, ".claim"), "utf8").split("\n");
	process.kill(Number(pid), "SIGKILL");
	expect(await running.end).toMatchObject({ kind: "lost" });
	const count = () => readFileSync(join(sandbox.workDirectory, "count"), "utf8");
	const before = count();
	await sleep(200);
	expect(count()).toBe(before);
});
