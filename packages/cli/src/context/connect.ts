import { type ChronosClient, type ClientOptions, createClient, createReader, type ReadClient } from "@chronos-job/core";
import { changedNamesKept, namesKept } from "../completion/name-keeper.ts";
import { type OpenContext, openContext } from "./open-context.ts";
import type { Permit } from "./guard-changes.ts";
import { permittedClient } from "./permitted-client.ts";
import { warnedTransport } from "./warned-transport.ts";
import type { Session } from "../command/session.ts";
import type { TargetArgs } from "../command/target-args.ts";

export interface Connecting extends Pick<Session, "host" | "note"> {
	readonly verbose: boolean;
	/** Gets to know how to ask whether the server keeps people waiting, and whether it has answered at all. */
	readonly onOpen?: (silentSince: () => number | undefined, hasAnswered: () => boolean) => void;
	/** Gets to know how to ask before anything is changed. */
	readonly onGuarded?: (permit: Permit) => void;
}

/** A server that may be changed: by the command line, the environment, the configuration, or that of this machine. */
export async function connect(connecting: Connecting, { context }: TargetArgs): Promise<ChronosClient> {
	const open = await openContext(connecting, { asked: context, forChanges: true });
	const client = changedNamesKept(createClient(open.target, optionsOf(connecting, open)), connecting.host);
	if (open.permit === undefined) return client;
	connecting.onGuarded?.(open.permit);
	return permittedClient(client, open.permit);
}

/** The same, to ask only. */
export async function connectToRead(connecting: Connecting, { context }: TargetArgs): Promise<ReadClient> {
	const open = await openContext(connecting, { asked: context, forChanges: false });
	return namesKept(createReader(open.target, optionsOf(connecting, open)), connecting.host);
}

function optionsOf(
	{ host, note, verbose, onOpen }: Connecting,
	{ transport, silentSince, hasAnswered, onLearned }: OpenContext,
): ClientOptions {
	if (silentSince !== undefined && hasAnswered !== undefined) onOpen?.(silentSince, hasAnswered);
	return {
		transport: warnedTransport(transport, { note }),
		clock: { now: host.now, sleep: host.sleep },
		onLearned,
		...(verbose && {
			onRaw({ method, url, status, body, error }) {
				note(`${method} ${url} → ${error ?? status ?? ""}${(status ?? 0) >= 400 && body !== "" ? `\n${body}` : ""}`);
			},
		}),
	};
}
