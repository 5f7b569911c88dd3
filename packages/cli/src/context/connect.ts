import { type ChronosClient, type ClientOptions, createClient, createReader, type ReadClient } from "@chronos-job/core";
import { type OpenContext, openContext } from "./open-context.ts";
import type { Session } from "../command/session.ts";
import type { TargetArgs } from "../command/target-args.ts";

export interface Connecting extends Pick<Session, "host" | "note"> {
	readonly verbose: boolean;
	/** Gets to know how to ask whether the server keeps people waiting. */
	readonly onOpen?: (silentSince: () => number | undefined) => void;
}

/** A server that may be changed: by the command line, the environment, the configuration, or that of this machine. */
export async function connect(connecting: Connecting, { context }: TargetArgs): Promise<ChronosClient> {
	const open = await openContext(connecting, { asked: context, forChanges: true });
	return createClient(open.target, optionsOf(connecting, open));
}

/** The same, to ask only. */
export async function connectToRead(connecting: Connecting, { context }: TargetArgs): Promise<ReadClient> {
	const open = await openContext(connecting, { asked: context, forChanges: false });
	return createReader(open.target, optionsOf(connecting, open));
}

function optionsOf(
	{ host, note, verbose, onOpen }: Connecting,
	{ transport, silentSince }: OpenContext,
): ClientOptions {
	if (silentSince !== undefined) onOpen?.(silentSince);
	return {
		transport,
		clock: { now: host.now, sleep: host.sleep },
		...(verbose && {
			onRaw({ method, url, status, body, error }) {
				note(`${method} ${url} → ${error ?? status ?? ""}${(status ?? 0) >= 400 && body !== "" ? `\n${body}` : ""}`);
			},
		}),
	};
}
