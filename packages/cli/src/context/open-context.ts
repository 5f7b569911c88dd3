import {
	addressesOf,
	ChronosError,
	createReader,
	resolveTarget,
	type ResolvedTarget,
	type Target,
	type Transport,
} from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { pathFrom } from "./config-place.ts";
import { type DialectMemory, dialectMemory } from "./dialect-memory.ts";
import { findCredentials } from "./find-credentials.ts";
import { forgettingTransport } from "./forgetting-transport.ts";
import { guardChanges } from "./guard-changes.ts";
import { heedingTransport } from "./heeding-transport.ts";
import { loadConfig } from "./load-config.ts";

export type Opening = Pick<Session, "host" | "note">;

export interface Wanted {
	/** By `--context`. */
	readonly asked: string | undefined;
	readonly forChanges: boolean;
}

/** A server, and the way there. */
export interface OpenContext {
	readonly target: Target;
	readonly transport: Transport;
	/** Since when the server keeps people waiting, once that has been told. */
	readonly silentSince?: () => number | undefined;
}

/** The server that is meant, ready to be talked to. */
export async function openContext(opening: Opening, { asked, forChanges }: Wanted): Promise<OpenContext> {
	const { host } = opening;
	const { config, path } = await loadConfig(host);
	const resolved = resolveTarget(config, { context: asked, env: host.env });
	const { context } = resolved;
	if (context === undefined) {
		const { target, transport } = await openLocal(opening);
		return heeding({ target, transport }, opening);
	}
	if (forChanges) await guardChanges(host, { name: resolved.name, context, path });
	return openRemote(opening, resolved, context);
}

export async function openLocal(opening: Opening): Promise<OpenContext> {
	const { openLocalTarget } = await import("../local/open-local-target.ts");
	return openLocalTarget(opening);
}

/** People hear of it when the server keeps them waiting. */
function heeding({ target, transport: plain }: OpenContext, opening: Opening): OpenContext {
	const transport = heedingTransport(plain, { ...opening, target });
	return { target, transport, silentSince: transport.silentSince };
}

async function openRemote(opening: Opening, resolved: ResolvedTarget, context: Context): Promise<OpenContext> {
	const { host } = opening;
	const target = await targetOf(host, resolved.name, context);
	const open = heeding({ target, transport: await openWay(host, target, context) }, opening);
	if (context.dialect !== undefined || resolved.by === "CHRONOS_URL") return open;
	return withDialect(host, open, dialectMemory(host, target));
}

/** A context with its secrets read. */
export async function targetOf(host: Host, name: string, context: Context): Promise<Target> {
	const credentials = await findCredentials(host, name, context);
	return {
		name,
		urls: addressesOf(context),
		dialect: context.dialect,
		mesos: context.mesos,
		via: context.via,
		credentials,
		ca: context.caFile === undefined ? undefined : readCa(host, pathFrom(host, context.caFile)),
	};
}

/** What carries requests to a context: straight, or through its tunnel. */
export async function openWay(host: Host, target: Target, { via }: Pick<Context, "via">): Promise<Transport> {
	if (via === undefined) return host.openTransport(target);
	const { openTunnel } = await import("./open-tunnel.ts");
	return openTunnel(host, target, via);
}

function readCa({ files }: Host, path: string): string {
	try {
		return files.readFileSync(path, "utf8");
	} catch (error) {
		throw new ChronosError("config.invalid", `${path} cannot be read (${systemCodeOf(error) ?? ""})`, {
			hint: 'Name a file with certificates in PEM format in "caFile".',
			cause: error,
		});
	}
}

/** The dialect as it was found out before, or is found out by asking. */
async function withDialect(host: Host, open: OpenContext, memory: DialectMemory): Promise<OpenContext> {
	const { target, transport } = open;
	const known = memory.find();
	if (known !== undefined) {
		// A server that was exchanged since is asked anew next time.
		const forgetting = forgettingTransport(transport, () => memory.forget());
		return { ...open, target: { ...target, dialect: known }, transport: forgetting };
	}
	const clock = { now: host.now, sleep: host.sleep };
	try {
		const dialect = await createReader(target, { transport, clock }).server.dialect({ signal: host.signal });
		memory.remember(dialect);
		return { ...open, target: { ...target, dialect } };
	} catch (error) {
		await transport[Symbol.asyncDispose]();
		throw error;
	}
}
