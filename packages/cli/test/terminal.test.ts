import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const rim = (name: string) => fileURLToPath(new URL(`../src/rim/${name}`, import.meta.url));
const hasScript = spawnSync("script", ["--version"]).status === 0;

/** What a program prints that draws on the terminal which `script` makes for it. */
function onTerminal(code: string): string {
	const program = `import { terminalOf } from ${JSON.stringify(rim("terminal-of.ts"))};\n${code}`;
	const line = `"$NODE" --input-type=module -e "$PROGRAM"`;
	const env = {
		PATH: process.env["PATH"],
		NODE: process.execPath,
		PROGRAM: program,
		SHELL: "/bin/bash",
		NO_COLOR: "1",
	};
	const { stdout } = spawnSync("script", ["-qec", `set -m; ${line}; kill -CONT %1 2>&- && wait %1`, "/dev/null"], {
		env,
		encoding: "utf8",
		input: "",
	});
	return stdout.replaceAll("\r", "");
}

it.skipIf(!hasScript)("a terminal tells of signals until nobody listens any more", () => {
	const text = onTerminal(`
		const terminal = terminalOf(process);
		const listening = terminal.listen("SIGTERM", () => {
			console.log("asked to end");
			listening[Symbol.dispose]();
			console.log(process.listenerCount("SIGTERM"));
		});
		setTimeout(() => {}, 1000).unref();
		process.kill(process.pid, "SIGTERM");
		setTimeout(() => console.log(terminal.stdin.isTTY, terminal.stdout.isTTY), 50);
	`);
	expect(text).toContain("asked to end\n0\ntrue true\n");
});

it.skipIf(!hasScript)("a suspended program stops and goes on where it stood, though it listens to that signal", () => {
	const text = onTerminal(`
		const terminal = terminalOf(process);
		terminal.listen("SIGTSTP", () => console.log("not this way"));
		terminal.listen("SIGCONT", () => console.log("goes on"));
		console.log("stops");
		terminal.suspend();
		console.log("stood here", process.listenerCount("SIGTSTP"));
		setTimeout(() => {}, 50);
	`);
	expect(text).toMatch(/stops\n[^]*stood here 1\n[^]*goes on\n/);
	expect(text).toMatch(/Stopped/i);
	expect(text).not.toContain("not this way");
});

it("there is no terminal behind pipes", () => {
	const code = `import { terminalOf } from ${JSON.stringify(rim("terminal-of.ts"))}; console.log(terminalOf(process));`;
	const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
	expect(stdout).toBe("undefined\n");
});
