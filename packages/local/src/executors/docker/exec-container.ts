import type { Duplex, Readable } from "node:stream";
import type { Clock } from "@chronos-job/core";
import type { Execution } from "../exec-process.ts";
import { lookUntilSeen } from "../look-until-seen.ts";
import { callEngine, type EngineCall, readText } from "./call-engine.ts";
import { demuxLogs, type LogBytes } from "./demux-logs.ts";
import type { Endpoint } from "./endpoint.ts";
import { EngineError } from "./engine-error.ts";
import type { RunningContainer } from "./find-running.ts";
import { followSize, type Sized } from "./follow-size.ts";
import { openLine } from "./open-line.ts";

/** Runs a program in a container that runs; its status, undefined when nobody waited for it. */
export async function execContainer(
	{ client: { endpoint }, id }: ContainerPlace,
	execution: Execution,
	clock: Clock,
): Promise<number | undefined> {
	const { terminal, signal } = execution;
	const body = wishesOf(execution);
	const made: { readonly Id?: string } = await ask(endpoint, { method: "POST", path: `/containers/${id}/exec`, body });
	const path = `/exec/${made.Id ?? ""}`;
	const begin = { Detach: false, Tty: terminal !== undefined };
	const line = await openLine(endpoint, { method: "POST", path: `${path}/start`, body: begin });
	using _keys = terminal?.takeKeys();
	using _size = terminal && followSize(terminal, { endpoint, path, clock });
	await talk(line, execution);
	// No engine ends what it has begun like this.
	return signal.aborted ? undefined : statusOf({ endpoint, path, clock });
}

export interface ContainerPlace {
	readonly client: Pick<RunningContainer["client"], "endpoint">;
	/** Or its name. */
	readonly id: string;
}

function wishesOf({ words, input, terminal }: Execution): object {
	const both = { Cmd: words, AttachStdin: input !== undefined, AttachStdout: true, AttachStderr: true };
	// Podman looks for them in the input of every program, terminal or not.
	const keys = { DetachKeys: neverTyped };
	return terminal === undefined
		? { ...both, ...keys }
		: { ...both, ...keys, Tty: true, Env: [`TERM=${terminal.type}`] };
}

// The first key of it is held back until the next one is known, and this one does nothing to be seen.
const neverTyped = Array.from({ length: 12 }, () => "ctrl-@").join(",");

/** Until the program has said all that it had to say. */
async function talk(line: Duplex, execution: Execution): Promise<void> {
	const { input, terminal, signal } = execution;
	using _end = hangUpAt(signal, line);
	using _input = input && feed(line, input);
	try {
		for await (const said of terminal === undefined ? demuxLogs(bytesOn(line)) : plainOn(line)) pass(said, execution);
	} catch (error) {
		if (!signal.aborted && !isHungUp(error)) throw error;
	}
}

function pass({ stdout, stderr }: LogBytes, { tell, onCut }: Execution): void {
	for (const bytes of stdout) tell("stdout", bytes);
	for (const bytes of stderr) (isOfPodman(bytes) ? onCut : tell)?.("stderr", bytes);
}

function hangUpAt(signal: AbortSignal, line: Duplex): Disposable {
	const hangUp = (): unknown => line.destroy();
	signal.addEventListener("abort", hangUp, { once: true });
	if (signal.aborted) hangUp();
	return {
		[Symbol.dispose]() {
			signal.removeEventListener("abort", hangUp);
			hangUp();
		},
	};
}

/** Of input that cannot be read any further, the program sees the end. */
function feed(line: Duplex, input: Readable): Disposable {
	const finish = (): unknown => line.end();
	input.once("error", finish).pipe(line);
	return { [Symbol.dispose]: () => void input.unpipe(line) };
}

/** Podman 4 breaks off where a program ends before it has read its input, and says so in its place. */
function isOfPodman(bytes: Uint8Array): boolean {
	return bytes.length < mostWords && brokenOff.test(Buffer.from(bytes).toString("latin1"));
}

const mostWords = 300;
const brokenOff = /^Error: (?:read|write) unixpacket \S+attach: .*(?:reset by peer|broken pipe)\n$/;

function bytesOn(line: Duplex): AsyncIterable<Uint8Array> {
	return line;
}

/** A terminal has one output. */
async function* plainOn(line: Duplex): AsyncGenerator<LogBytes, void> {
	for await (const bytes of bytesOn(line)) yield { stdout: [bytes], stderr: [] };
}

/** Who has not read all that was said to it hangs up like this. */
function isHungUp(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

/** Some engines know the status a moment after the output has ended. */
async function statusOf({ endpoint, path, clock }: Sized): Promise<number> {
	const look = async () => {
		const after: ExecReply = await ask(endpoint, { method: "GET", path: `${path}/json` });
		return after.Running === true ? undefined : (after.ExitCode ?? undefined);
	};
	const status = await lookUntilSeen(look, { clock, looks: 200, everyMs: 25 });
	if (status === undefined) throw new EngineError("the engine hung up, and the program may go on");
	return status;
}

interface ExecReply {
	readonly Running?: boolean;
	readonly ExitCode?: number | null;
}

async function ask<T>(endpoint: Endpoint, call: EngineCall): Promise<T> {
	return JSON.parse(await readText(await callEngine(endpoint, call), endpoint));
}
