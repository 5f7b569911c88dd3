import { systemClock } from "@chronos-job/core";
import { readLog } from "@chronos-job/local";
import type { LogRange } from "./read-job-log.ts";

/** Reads the log of a server from its file, so that it needs no server. */
export async function readServerLog(
	file: string,
	{ tail, since, follow, signal }: LogRange & { readonly signal: AbortSignal },
	tell: (text: string) => void,
): Promise<void> {
	const decoder = new TextDecoder();
	const chunks = readLog(file, {
		...(tail !== undefined && { tail }),
		...(since !== undefined && { since }),
		...(follow && { follow: { clock: systemClock, signal, isOver: () => false } }),
	});
	for await (const { bytes } of chunks) tell(decoder.decode(bytes, { stream: true }));
}
