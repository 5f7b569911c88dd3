/** Starts attempts where something is missing, and prints what became of them. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { executorWith, launch, sandboxAt, specOf, textOf } from "./attempts.ts";

const [part = "", directory = ""] = process.argv.slice(2);
const parts: Readonly<Record<string, () => Promise<unknown>>> = { files, disk, unprivileged };
// Attempts do not keep a server alive.
const alive = setInterval(() => {}, 1000);
process.stdout.write(JSON.stringify(await parts[part]?.()));
clearInterval(alive);

/** With no file left to open, from before the end of one attempt until after the start of others. */
async function files(): Promise<unknown> {
	const executor = executorWith();
	const sandbox = sandboxAt(join(directory, "first"));
	const attempt = specOf({ command: "echo on; until [ -e go ]; do sleep 0.01; done; exit 3" });
	const first = await launch(attempt, sandbox, executor);
	await textOf(sandbox.stdoutFile);
	writeFileSync(join(sandbox.workDirectory, "go"), "");
	const taken = takeFiles();
	const starved = await executor.start(specOf({ command: "true" }), sandboxAt(join(directory, "second")));
	const recovery = await executor.recover(attempt, sandbox).catch((error: unknown) => String(error));
	const ended = await Promise.race([first.end, new Promise((resolve) => setTimeout(() => resolve("not told"), 300))]);
	for (const file of taken) closeSync(file);
	const later = await launch(specOf({ command: "exit 4" }), sandboxAt(join(directory, "third")), executor);
	return { starved, recovery, ended, first: await first.end, later: await later.end };
}

function takeFiles(): readonly number[] {
	const taken: number[] = [];
	for (;;) {
		try {
			taken.push(openSync("/dev/null", "r"));
		} catch {
			return taken;
		}
	}
}

/** With a disk that is full at the start, and with one that is filled by the attempt itself. */
async function disk(): Promise<unknown> {
	const executor = executorWith();
	const filler = join(directory, "filler");
	fill(filler);
	const full = await executor.start(specOf({ command: "true" }), sandboxAt(join(directory, "full")));
	rmSync(filler);
	const sandbox = sandboxAt(join(directory, "greedy"));
	const greedy = await launch(specOf({ command: "cat /dev/zero; exit 5" }), sandbox, executor);
	const ended = await Promise.race([greedy.end, new Promise((resolve) => setTimeout(() => resolve("not told"), 300))]);
	writeFileSync(sandbox.stdoutFile, "");
	return { full, ended, later: await greedy.end };
}

function fill(file: string): void {
	const descriptor = openSync(file, "w");
	try {
		for (;;) writeFileSync(descriptor, Buffer.alloc(4096));
	} catch {
		closeSync(descriptor);
	}
}

/** As a user who may not become another one. */
async function unprivileged(): Promise<unknown> {
	const executor = executorWith();
	const place = (name: string) => sandboxAt(join(directory, name));
	mkdirSync(directory, { recursive: true });
	const root = await executor.start(specOf({ command: "true", runAsUser: "root" }), place("root"));
	const own = await launch(specOf({ command: "id -un", runAsUser: "nobody" }), place("own"), executor);
	await own.end;
	const daemon = await launch(specOf({ command: "setsid sleep 60 & echo $!; wait" }), place("daemon"), executor);
	await textOf(place("daemon").stdoutFile);
	await daemon.stop(50);
	return { root, own: readFileSync(place("own").stdoutFile, "utf8"), daemon: await daemon.end };
}
