import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";

/** How many milliseconds a piece of work takes. */
export async function timed(work: () => Promise<void>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

/** Runs a piece of work so many times, so many of them at once. */
export async function inLanes(
	{ times, lanes }: { readonly times: number; readonly lanes: number },
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < times) await work(next++);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

/** The floor under every run: a shell with its output on files, in a session of its own, and nothing else. */
export function bareRun(directory: string): Promise<void> {
	const files = ["stdout", "stderr"].map((name) => openSync(join(directory, name), "a"));
	return new Promise((resolve, reject) => {
		const child = spawn("/bin/sh", ["-c", "true"], { cwd: directory, stdio: ["ignore", ...files], detached: true });
		for (const file of files) closeSync(file);
		child.once("error", reject);
		child.once("exit", () => resolve());
	});
}
