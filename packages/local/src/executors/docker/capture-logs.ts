import type { Sandbox } from "../executor.ts";
import type { EngineClient } from "./engine-client.ts";
import { openLogSink } from "./log-sink.ts";

export interface Capture {
	readonly client: Pick<EngineClient, "readLogs">;
	readonly id: string;
	readonly sandbox: Sandbox;
	/** Bytes kept of each output; everything when absent. */
	readonly maxLogBytes?: number | undefined;
	/** Goes on until the container ends. */
	readonly follows: boolean;
	readonly signal: AbortSignal;
}

/** Brings what a container says into its sandbox; whatever is there already is not brought again. */
export async function captureLogs({ client, id, sandbox, maxLogBytes, follows, signal }: Capture): Promise<void> {
	const stdout = await openLogSink(sandbox.stdoutFile, maxLogBytes);
	const stderr = await openLogSink(sandbox.stderrFile, maxLogBytes);
	try {
		for await (const part of client.readLogs(id, { follows, signal })) {
			if (part.stdout.length > 0) await stdout.write(part.stdout);
			if (part.stderr.length > 0) await stderr.write(part.stderr);
		}
		await stdout.finish();
		await stderr.finish();
	} finally {
		await stdout.close();
		await stderr.close();
	}
}
