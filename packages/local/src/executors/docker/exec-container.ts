import type { Execution } from "../exec-process.ts";
import { bytesOf, callEngine, readText } from "./call-engine.ts";
import { demuxLogs } from "./demux-logs.ts";
import type { Endpoint } from "./endpoint.ts";
import type { RunningContainer } from "./find-running.ts";

/** Runs a program in a container that runs; its status, undefined when nobody waited for it. */
export async function execContainer(
	{ client: { endpoint }, id }: Pick<RunningContainer, "client" | "id">,
	{ words, tell, signal }: Execution,
): Promise<number | undefined> {
	const body = { Cmd: words, AttachStdout: true, AttachStderr: true };
	const made: { readonly Id?: string } = await ask(endpoint, { method: "POST", path: `/containers/${id}/exec`, body });
	const path = `/exec/${made.Id ?? ""}`;
	const call = { method: "POST", path: `${path}/start`, body: { Detach: false, Tty: false }, signal } as const;
	try {
		for await (const { stdout, stderr } of demuxLogs(bytesOf(await callEngine(endpoint, call)))) {
			for (const bytes of stdout) tell("stdout", bytes);
			for (const bytes of stderr) tell("stderr", bytes);
		}
	} catch (error) {
		// No engine ends what it has begun like this.
		if (signal.aborted) return undefined;
		throw error;
	}
	const after: { readonly ExitCode?: number } = await ask(endpoint, { method: "GET", path: `${path}/json` });
	return after.ExitCode ?? 0;
}

interface Question {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly body?: unknown;
}

async function ask<T>(endpoint: Endpoint, question: Question): Promise<T> {
	return JSON.parse(await readText(await callEngine(endpoint, question), endpoint));
}
