import { systemClock } from "@chronos-job/core";
import { type AttemptEnd, readLog, shellStatusOf } from "@chronos-job/local";
import type { Session } from "../command/session.ts";
import type { Output } from "./open-output.ts";
import { type Once, type OnceOptions, openOnce } from "./open-once.ts";
import { startOnce } from "./start-once.ts";

export interface RunOnceOptions extends OnceOptions {
	/** Whether the files of the job stay. */
	readonly keeps: boolean;
	readonly output: Pick<Output, "tell">;
}

export interface OnceResult {
	readonly job: string;
	/** As a shell would tell it. */
	readonly status: number;
	readonly exitCode?: number;
	readonly signal?: string;
	readonly reason?: string;
	/** Where its files are, when they stay. */
	readonly folder?: string;
}

type Telling = Pick<Session, "host" | "note" | "progress">;

/** Runs an attempt of a job that no server knows of, tells what it writes, and leaves nothing behind unless it is to. */
export async function runOnce(session: Telling, options: RunOnceOptions): Promise<OnceResult> {
	const { host, note } = session;
	using interrupts = host.catchInterrupts();
	const once = await openOnce(host, options);
	let folder: string | undefined;
	try {
		const end = await follow(session, once, { output: options.output, interrupted: interrupts.signal });
		if (end === undefined) return { job: options.job.name, status: interruptedStatus };
		if (options.keeps) folder = once.sandbox.workDirectory;
		return { job: options.job.name, ...endFacts(end), ...(folder !== undefined && { folder }) };
	} finally {
		const left = folder === undefined ? await once.remove() : undefined;
		if (left !== undefined) note(`what the job has written could not be removed: ${left}`);
	}
}

interface Following {
	readonly output: Pick<Output, "tell">;
	readonly interrupted: AbortSignal;
}

// Of this program itself: nothing has run.
const interruptedStatus = 130;

/** Undefined when it never began. */
async function follow(
	session: Telling,
	once: Once,
	{ output, interrupted }: Following,
): Promise<AttemptEnd | undefined> {
	const attempt = await startOnce(session, once, interrupted);
	if (attempt === undefined) return undefined;
	const stop = (): void => void attempt.stop(graceMs).catch(() => undefined);
	if (interrupted.aborted) stop();
	else interrupted.addEventListener("abort", stop, { once: true });
	const state = { isOver: false };
	const ended = attempt.end.finally(() => (state.isOver = true));
	await Promise.all([
		ended,
		...(["stdout", "stderr"] as const).map((stream) => tell({ once, output, stream, isOver: () => state.isOver })),
	]);
	// What it has left running would write into files that are gone.
	if (once.executor.name === "process") await attempt.stop(0);
	return ended;
}

const graceMs = 3000;

interface Telltale {
	readonly once: Once;
	readonly output: Pick<Output, "tell">;
	readonly stream: "stdout" | "stderr";
	readonly isOver: () => boolean;
}

async function tell({ once, output, stream, isOver }: Telltale): Promise<void> {
	const file = stream === "stdout" ? once.sandbox.stdoutFile : once.sandbox.stderrFile;
	const follow = { clock: systemClock, signal: new AbortController().signal, isOver };
	for await (const { bytes } of readLog(file, { follow })) {
		output.tell(stream, bytes);
	}
}

function endFacts(end: AttemptEnd): Omit<OnceResult, "job" | "folder"> {
	if (end.kind === "lost") return { status: lostStatus, reason: end.reason };
	const { exitCode, signal, reason } = end;
	return {
		status: shellStatusOf(end),
		...(exitCode !== undefined && { exitCode }),
		...(signal !== undefined && { signal }),
		...(reason !== undefined && { reason }),
	};
}

// What happened to it is not known, so that it cannot count as done.
const lostStatus = 125;
