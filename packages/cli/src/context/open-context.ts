import {
	addressesOf,
	ChronosError,
	type ClientOptions,
	resolveTarget,
	type ResolvedTarget,
	type Target,
	type Transport,
} from "@chronos-job/core";
import { type Context, dialectOf, isBuild } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { openLocalTarget } from "../local/open-local-target.ts";
import { pathFrom } from "./config-place.ts";
import { createTransport } from "./create-transport.ts";
import { type DialectMemory, dialectMemory } from "./dialect-memory.ts";
import { findCredentials } from "./find-credentials.ts";
import { forgettingTransport } from "./forgetting-transport.ts";
import { guardChanges, type Permit } from "./guard-changes.ts";
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
	/** Whether the server has answered anything yet. */
	readonly hasAnswered?: () => boolean;
	/** Where a person has to be asked before anything is changed. */
	readonly permit?: Permit;
	/** Keeps what the server turns out to be for the next time. */
	readonly onLearned?: ClientOptions["onLearned"];
}

/** The server that is meant, ready to be talked to. */
export async function openContext(opening: Opening, { asked, forChanges }: Wanted): Promise<OpenContext> {
	const { host } = opening;
	const { config, path } = await loadConfig(host);
	const resolved = resolveTarget(config, { context: asked, env: host.env });
	const { context } = resolved;
	if (context === undefined) {
		const { target, transport } = await openLocalTarget(opening);
		return heeding({ target, transport }, opening);
	}
	const permit = forChanges ? guardChanges(host, { name: resolved.name, context, path }) : undefined;
	const open = await openRemote(opening, resolved, context);
	return permit === undefined ? open : { ...open, permit };
}

/** People hear of it when the server keeps them waiting. */
function heeding({ target, transport: plain }: OpenContext, opening: Opening): OpenContext {
	const transport = heedingTransport(plain, { ...opening, target });
	const { silentSince, hasAnswered } = transport;
	return { target, transport, silentSince, hasAnswered };
}

async function openRemote(opening: Opening, resolved: ResolvedTarget, context: Context): Promise<OpenContext> {
	const { host } = opening;
	const target = await targetOf(host, resolved.name, context);
	const open = heeding({ target, transport: await openWay(host, target, context) }, opening);
	return resolved.by === "CHRONOS_URL" ? open : withMemory(open, dialectMemory(host, target));
}

/** A context with its secrets read. */
export async function targetOf(host: Host, name: string, context: Context): Promise<Target> {
	const credentials = await findCredentials(host, { name }, context);
	return {
		name,
		urls: addressesOf(context),
		...spokenBy(context),
		mesos: context.mesos,
		via: context.via,
		credentials,
		ca: context.caFile === undefined ? undefined : readCa(host, pathFrom(host, context.caFile)),
	};
}

/** The very build tells the dialect. */
function spokenBy({ dialect }: Pick<Context, "dialect">): Pick<Target, "dialect" | "build"> {
	if (dialect === undefined) return {};
	return isBuild(dialect) ? { dialect: dialectOf(dialect), build: dialect } : { dialect };
}

/** What carries requests to a context: straight, or through its tunnel. */
export async function openWay(host: Host, target: Target, { via }: Pick<Context, "via">): Promise<Transport> {
	if (via === undefined) return host.openTransport(target, createTransport);
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

/** What was found out before needs no question; what is not known yet is told by the first answers. */
function withMemory({ target, transport, ...open }: OpenContext, memory: DialectMemory): OpenContext {
	const onLearned: OpenContext["onLearned"] = (learned) => memory.remember(learned);
	const known = target.build === undefined ? memory.find() : undefined;
	if (known === undefined || (target.dialect ?? known.dialect) !== known.dialect) {
		return { ...open, target, transport, onLearned };
	}
	const { dialect, builds: supposed } = known;
	return {
		...open,
		target: { ...target, dialect, supposed },
		// A server that was exchanged since is asked anew next time.
		transport: target.dialect === undefined ? forgettingTransport(transport, () => memory.forget()) : transport,
		onLearned,
	};
}
