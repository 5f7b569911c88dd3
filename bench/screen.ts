/** A program on a pseudo-terminal of 200×50, with every byte it writes counted. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export interface Screen extends AsyncDisposable {
	/** Of the program, as soon as it has begun. */
	pid(): number;
	/** Presses keys. */
	write(keys: string): void;
	/** Everything since the start. */
	text(): string;
	bytes(): number;
	/** Milliseconds from the start of the process to the first frame whose text is as wanted. */
	until(wanted: RegExp, withinMs?: number): Promise<number>;
	/** Waits until nothing was written for so long; answers when the last byte came, and how many came since the call. */
	quiet(forMs: number, withinMs?: number): Promise<Written>;
}

export interface Written {
	readonly bytes: number;
	readonly frames: number;
	/** By `performance.now()`; undefined when nothing was written. */
	readonly lastAt: number | undefined;
}

/** What Ink writes at the end of each frame. */
const frameEnd = "\u001B[?2026l";

export function openScreen(words: readonly string[], env: NodeJS.ProcessEnv): Screen {
	const line = `stty rows 50 cols 200; echo "pid:$$;"; exec ${words.map((word) => `'${word}'`).join(" ")}`;
	const startedAt = performance.now();
	const child = spawn("script", ["-qefc", line, "/dev/null"], { env: { ...env, SHELL: "/bin/sh" } });
	const heard = { text: "", bytes: 0, frames: 0, lastAt: undefined as number | undefined, tell: () => {} };
	child.stdout.on("data", (chunk: Buffer) => {
		heard.bytes += chunk.length;
		heard.lastAt = performance.now();
		const text = chunk.toString("latin1");
		heard.frames += text.split(frameEnd).length - 1;
		heard.text += text;
		heard.tell();
	});
	const pid = () => Number(/pid:(\d+);/.exec(heard.text)?.[1]);
	return {
		pid,
		write: (keys) => void child.stdin.write(keys),
		text: () => heard.text,
		bytes: () => heard.bytes,
		async until(wanted, withinMs = 20_000) {
			const end = performance.now() + withinMs;
			while (!wanted.test(heard.text)) {
				if (performance.now() > end) throw new Error(`no ${String(wanted)} in:\n${heard.text.slice(-4000)}`);
				const next = new Promise<void>((resolve) => (heard.tell = resolve));
				await Promise.race([next, sleep(200)]);
			}
			return (heard.lastAt ?? 0) - startedAt;
		},
		async quiet(forMs, withinMs = 20_000) {
			const { bytes, frames } = heard;
			const from = performance.now();
			while (performance.now() - Math.max(from, heard.lastAt ?? 0) < forMs) {
				if (performance.now() - from > withinMs) throw new Error("the screen does not come to rest");
				await sleep(5);
			}
			const isNew = (heard.lastAt ?? 0) >= from;
			return { bytes: heard.bytes - bytes, frames: heard.frames - frames, lastAt: isNew ? heard.lastAt : undefined };
		},
		[Symbol.asyncDispose]: () => endOf(child, pid()),
	};
}

async function endOf(child: ChildProcessWithoutNullStreams, pid: number): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = new Promise((resolve) => child.once("exit", resolve));
	if (pid > 0) process.kill(pid, "SIGTERM");
	const isEnded = await Promise.race([ended.then(() => true), sleep(3000, false)]);
	if (isEnded) return;
	if (pid > 0) process.kill(pid, "SIGKILL");
	child.kill("SIGKILL");
	await ended;
}
