import { beforeEach, expect, it } from "vitest";
import { openTerminal } from "./open-terminal.ts";
import { processesOfSession } from "./session-processes.ts";
import { whyNoTerminal } from "./tmux.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

it("types into a program, sees what it prints, and how it ends", async () => {
	await using terminal = await openTerminal({ command: ["sh", "-c", "read line; echo got $line; exit 3"] });
	await terminal.type("日本 ; $HOME");
	await terminal.send("Enter");
	await terminal.until("got 日本 ; $HOME");
	expect(await terminal.exitCode()).toBe(3);
	const { before, after } = await terminal.lineSettings();
	expect(after).toBe(before);
});

it("knows the modes and the size that a program sees", async () => {
	const line = String.raw`printf '\033[?1049h\033[?25l\033[1;31mred\n'; while read _; do stty size; done`;
	await using terminal = await openTerminal({ command: ["sh", "-c", line], columns: 50, rows: 7 });
	await terminal.until("red");
	expect(await terminal.modes()).toEqual({ isAlternate: true, hasCursor: false, tellsMouse: false });
	expect(await terminal.styledScreen()).toContain("\u001B[1m\u001B[31mred");
	await terminal.resize(33, 9);
	await terminal.send("Enter");
	await terminal.until("9 33");
});

it("gives only the environment that it is told", async () => {
	await using terminal = await openTerminal({ command: ["env"], columns: 1000, env: { WHO: "me" } });
	await terminal.exitCode();
	const names = (await terminal.screen())
		.trim()
		.split("\n")
		.map((line) => line.split("=")[0] ?? "");
	expect(names).toContain("WHO");
	// The shell in between adds the folder.
	expect(names.filter((name) => !["LC_ALL", "OLDPWD", "PATH", "PWD", "TERM", "WHO"].includes(name))).toEqual([]);
});

it("leaves no process behind, also of those that do not listen", async () => {
	const terminal = await openTerminal({ command: ["sh", "-c", "trap '' HUP TERM INT; while :; do sleep 1; done"] });
	expect(processesOfSession(terminal.session)).toContain(await terminal.pid());
	await terminal[Symbol.asyncDispose]();
	expect(processesOfSession(terminal.session)).toEqual([]);
});

it("says what was on the screen when something does not come", async () => {
	await using terminal = await openTerminal({ command: ["echo", "something else"] });
	await terminal.until("something else");
	await expect(terminal.until("this", { withinMs: 30 })).rejects.toThrow(/this did not come[^]*something else/);
});
