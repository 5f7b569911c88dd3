import { ChronosError, type ErrorCode, errorCodes } from "@chronos-job/core";
import { inState, openStateDirectory, type StateDirectory } from "@chronos-job/local";
import { detachedMark } from "./detached-mark.ts";
import type { DetachedProgram, Host } from "../host.ts";
import { findServer } from "./find-server.ts";
import { wordsOf } from "./server-options.ts";
import type { ServerStatus } from "./server-status.ts";

export interface StartedServer {
	readonly server: ServerStatus;
	/** False when another start came first. */
	readonly isOurs: boolean;
}

/** Starts a server that outlives this program, and waits until one answers. */
export async function startServer(
	host: Host,
	state: StateDirectory,
	given: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
	openStateDirectory(state, host.user.id);
	const start = inState(state, () => spawnServer(host, state, given));
	const { program, log } = start;
	const server = await firstAnswer(host, state, start);
	if (server === undefined) throw startFailure(inState(state, () => log() || noteSilence(host, state)));
	if (server.pid === program.pid) return { server, isOurs: true };
	// It would take the place of the other one, were that stopped before it has given up.
	const patience = new AbortController();
	await Promise.race([program.ended, host.sleep(giveUpMs, patience.signal)]);
	patience.abort();
	return { server, isOurs: false };
}

interface Start {
	readonly program: DetachedProgram;
	/** What the program has said so far. */
	readonly log: () => string;
}

function spawnServer(host: Host, state: StateDirectory, given: Readonly<Record<string, string>>): Start {
	const logStart = host.files.statSync(state.logFile, { throwIfNoEntry: false })?.size ?? 0;
	const words = ["local", "start", "--foreground", `--state=${state.path}`, ...wordsOf(given)];
	const program = host.spawnDetached(words, { logFile: state.logFile, env: serverEnvironment(host.env) });
	return { program, log: () => logSince(host, state, logStart) };
}

// A server that runs for weeks keeps nothing of the shell it was started from but what it needs.
const keptVariables = [
	"CUDA_VISIBLE_DEVICES",
	// Which engine of containers is meant.
	"CONTAINER_HOST",
	"DOCKER_CERT_PATH",
	"DOCKER_CONFIG",
	"DOCKER_CONTEXT",
	"DOCKER_HOST",
	"DOCKER_TLS",
	"DOCKER_TLS_VERIFY",
	"HOME",
	"LANG",
	"LC_ALL",
	"LOGNAME",
	"NODE_COMPILE_CACHE",
	"NODE_EXTRA_CA_CERTS",
	"PATH",
	// Who this user is to registries of images.
	"REGISTRY_AUTH_FILE",
	"ROCR_VISIBLE_DEVICES",
	"TMPDIR",
	"TZ",
	"USER",
	"XDG_CACHE_HOME",
	"XDG_RUNTIME_DIR",
] as const;

function serverEnvironment(env: Host["env"]): Readonly<Record<string, string | undefined>> {
	return { ...Object.fromEntries(keptVariables.map((name) => [name, env[name]])), [detachedMark]: "1" };
}

/** The first server to answer, whoever started it; undefined when none does. */
async function firstAnswer(
	host: Host,
	state: StateDirectory,
	{ program, log }: Start,
): Promise<ServerStatus | undefined> {
	const end = { isSeen: false };
	void program.ended.finally(() => {
		// Where another start came first, that server may not be ready yet.
		end.isSeen = !log().includes("store.locked");
	});
	for (let looks = 0; looks < mostLooks; looks += 1) {
		const isLast = end.isSeen;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const server = await findServer(host, state);
		if (server !== undefined || isLast) return server;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await host.sleep(pollMs, host.signal);
		host.signal.throwIfAborted();
	}
	return undefined;
}

const pollMs = 4;
const giveUpMs = 10_000;
/** A machine under load may take long to start a program. */
const mostLooks = 30_000 / pollMs;

function logSince(host: Host, { logFile }: StateDirectory, from: number): string {
	return host.files.readFileSync(logFile).subarray(from).toString("utf8").trimEnd();
}

/** Where not even this can be written, it is clear why the server has said nothing. */
function noteSilence({ files, now }: Host, { logFile }: StateDirectory): string {
	const descriptor = files.openSync(logFile, "a", 0o600);
	try {
		files.writeSync(descriptor, `${new Date(now()).toISOString()} a server has ended without a word\n`);
	} finally {
		files.closeSync(descriptor);
	}
	return "";
}

/** What the server said before it gave up, as if it had been said here. */
function startFailure(log: string): ChronosError {
	const [, code = "", message = "", hint] =
		[...log.matchAll(/^error {2}(\S+) {2}(.*)(?:\n {2}→ (.*))?/gm)].at(-1) ?? [];
	if (isErrorCode(code)) return new ChronosError(code, message, { hint });
	const lines = log.split("\n");
	const last = lines.findLast((line) => line.startsWith("bug  ")) ?? lines.at(-1);
	return new ChronosError("local.start-failed", "the local server did not start", {
		hint: `Read its log with \`chronos-job local logs\`; its last line is: ${last || "(none)"}`,
	});
}

function isErrorCode(code: string): code is ErrorCode {
	return Object.hasOwn(errorCodes, code);
}
