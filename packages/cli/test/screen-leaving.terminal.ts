import { whyNoTerminal, type TestTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { openScene, restingJob } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

/** Everything is as it was before: the settings of the line, the cursor, the screen. */
async function isRestored(terminal: TestTerminal): Promise<void> {
	const { before, after } = await terminal.lineSettings();
	expect(after).toBe(before);
	expect(await terminal.modes()).toEqual({ isAlternate: false, hasCursor: true, tellsMouse: false });
	expect(await terminal.screen()).not.toContain("one-job");
}

test.for([
	{ keys: ["q"], exit: 0 },
	{ keys: ["C-c"], exit: 0 },
	{ keys: [":", "q", "Enter"], exit: 0 },
])("$keys leaves, and leaves nothing behind", async ({ keys, exit }) => {
	await using scene = await openScene([restingJob("one-job")]);
	await using terminal = await scene.open({ words: ["--mouse"] });
	await terminal.until("one-job");
	expect(await terminal.modes()).toEqual({ isAlternate: true, hasCursor: false, tellsMouse: true });
	for (const key of keys) await terminal.send(key);
	expect(await terminal.exitCode()).toBe(exit);
	await isRestored(terminal);
});

test.for(["SIGTERM", "SIGHUP", "SIGINT"] as const)("%s ends it, and the terminal is as before", async (signal) => {
	await using scene = await openScene([restingJob("one-job")]);
	await using terminal = await scene.open();
	await terminal.until("one-job");
	process.kill(await terminal.pid(), signal);
	expect(await terminal.exitCode()).toBe(130);
	await isRestored(terminal);
});

test("a mistake of ours is told on a terminal that is as before", async () => {
	await using scene = await openScene([restingJob("one-job")]);
	const crash = `process.on("SIGUSR2", () => setImmediate(() => { throw new Error("a bug of ours"); }));`;
	const command = [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(crash)}`];
	await using terminal = await scene.open({ command: [...command, ...scene.program.slice(1)] });
	await terminal.until("one-job");
	process.kill(await terminal.pid(), "SIGUSR2");
	expect(await terminal.exitCode()).not.toBe(0);
	expect(await terminal.screen()).toContain("a bug of ours");
	await isRestored(terminal);
});

test("Ctrl-Z gives the shell back, and fg the table as it is by then", async () => {
	await using scene = await openScene([restingJob("one-job")]);
	await using terminal = await scene.open({
		command: ["bash", "--norc", "-i", "-c", 'PS1="shell> "; exec bash --norc -i'],
	});
	await terminal.type(`export PS1='shell> '; ${scene.program.join(" ")} tui`);
	await terminal.send("Enter");
	await terminal.until("one-job");
	await terminal.send("C-z");
	await terminal.until(/Stopped/);
	expect((await terminal.modes()).isAlternate).toBe(false);
	await scene.put(restingJob("meanwhile"));
	await terminal.type("fg");
	await terminal.send("Enter");
	await terminal.until("meanwhile");
	expect((await terminal.modes()).isAlternate).toBe(true);
	await terminal.send("q");
	await terminal.until(/fg\n.*\n(?:.*\n)?shell>\s*$/);
	await terminal.type("exit");
	await terminal.send("Enter");
});

test("a pipe gets no frames but the command to use instead", async () => {
	await using scene = await openScene([restingJob("one-job")]);
	const { status, stdout, stderr } = scene.run("tui");
	expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
	expect(stderr).toContain("chronos-job watch");
});

test.for([{ TERM: "dumb" }, { CI: "true" }])("%j is no terminal to draw on", async (env) => {
	await using scene = await openScene([restingJob("one-job")]);
	const assigned = Object.entries(env).map(([name, text]) => `${name}=${text}`);
	await using terminal = await scene.open({ command: ["env", ...assigned, ...scene.program] });
	expect(await terminal.exitCode()).toBe(2);
	await terminal.until("chronos-job watch");
});
