import { openTerminal, tempDir, type TestTerminal, whyNoTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, it } from "vitest";
import { program, runProgram } from "./built-program.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

const job = JSON.stringify({ name: "job", command: "sleep 60", retries: 0, schedule: "R1//P1Y" });

// As in the shell of a person, Ctrl-C reaches nobody but what runs in the foreground.
const jobControl = ["bash", "--norc", "--noprofile", "-ic", '"$@"; exit $?', "bash"];

/** Somebody runs a program beside a job on a terminal, and does something while it goes on. */
async function execAtTerminal(words: readonly string[], act: (terminal: TestTerminal) => Promise<void>) {
	using home = tempDir({ "job.json": job });
	const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", TMPDIR: home.path };
	const say = (...line: readonly string[]) => runProgram(line, "", { cwd: home.path, env });
	await say("submit", "job.json", "--yes");
	try {
		const command = [...jobControl, process.execPath, program, "exec", "job", "--", ...words];
		await using terminal = await openTerminal({ command, env, cwd: home.path, columns: 70, rows: 15 });
		await act(terminal);
		const exit = await terminal.exitCode();
		const { before, after } = await terminal.lineSettings();
		return { exit, screen: await terminal.screen(), isRestored: withoutSize(before) === withoutSize(after) };
	} finally {
		await say("local", "stop", "--stop-jobs");
	}
}

function withoutSize(settings: string): string {
	return settings.replace(/rows \d+; columns \d+;/, "");
}

it("gives the terminal to the program: its size, its keys, and Ctrl-C", async () => {
	const line = 'stty size; trap "stty size; exit 4" INT; echo ready; while :; do sleep 0.05; done';
	const { exit, screen, isRestored } = await execAtTerminal(["sh", "-c", line], async (terminal) => {
		await terminal.until("ready");
		await terminal.resize(50, 12);
		await terminal.send("C-c");
	});
	expect({ exit, isRestored }).toEqual({ exit: 4, isRestored: true });
	expect(screen).toMatch(/^15 70\nready\n\^C12 50\n/);
});

it("leaves a terminal that a program was killed on as it was before", async () => {
	const { exit, isRestored } = await execAtTerminal(
		["sh", "-c", "echo ready; read x; kill -9 $$"],
		async (terminal) => {
			await terminal.until("ready");
			await terminal.send("Enter");
		},
	);
	expect({ exit, isRestored }).toEqual({ exit: 137, isRestored: true });
});
