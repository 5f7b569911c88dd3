import {
	ChronosError,
	errorCodes,
	type ExitCode,
	type ReadClient,
	type ResolvedTarget,
	type Target,
} from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { openLocalTarget } from "../local/open-local-target.ts";
import { checkDialect, checkVersion } from "./check-spoken.ts";
import { type Opening, openWay, targetOf } from "./open-context.ts";
import { type Measured, openProbe, type Probe } from "./open-probe.ts";

/** One thing that has to be right. */
export interface Check {
	readonly name: "secret" | "reach" | "access" | "dialect" | "leader" | "version" | "clock" | "privacy";
	readonly state: "ok" | "warning" | "fails";
	readonly message: string;
	readonly hint?: string | undefined;
}

export interface Checked {
	readonly checks: readonly Check[];
	readonly exit: ExitCode;
}

/** Whether a server can be talked to, as whom, and what it speaks; what depends on a check that fails is left out. */
export async function checkContext(opening: Opening, resolved: ResolvedTarget): Promise<Checked> {
	const checks: Check[] = [];
	let exit: ExitCode = 0;
	try {
		for await (const check of checksOf(opening, resolved)) {
			checks.push(check);
			if (check.state === "fails") exit = 8;
		}
	} catch (error) {
		if (!(error instanceof FailedCheck)) throw error;
		checks.push({ name: error.check, state: "fails", message: error.reason.message, hint: error.reason.hint });
		exit = errorCodes[error.reason.code].exit;
	}
	return { checks, exit };
}

class FailedCheck extends Error {
	readonly check: Check["name"];
	readonly reason: ChronosError;

	constructor(check: Check["name"], reason: ChronosError) {
		super(reason.message, { cause: reason });
		this.check = check;
		this.reason = reason;
	}
}

async function during<Value>(check: Check["name"], act: () => Promise<Value>): Promise<Value> {
	try {
		return await act();
	} catch (error) {
		throw error instanceof ChronosError ? new FailedCheck(check, error) : error;
	}
}

async function* checksOf(opening: Opening, { name, context }: ResolvedTarget): AsyncGenerator<Check> {
	const { host } = opening;
	const open = context === undefined ? await during("reach", () => openLocalTarget(opening)) : undefined;
	const target = open?.target ?? (await readTarget(host, name, context));
	if (target.credentials !== undefined)
		yield { name: "secret", state: "ok", message: `the ${secretOf(target)} was read` };
	yield* privacy(target, context);
	await using probe = await during("reach", async () =>
		openProbe(host, target, open?.transport ?? (await openWay(host, target, { via: context?.via }))),
	);
	const isReached = yield* reach(probe, target);
	if (!isReached) return;
	yield await access(probe, target);
	yield* facts(host, probe, { name, context });
}

function readTarget(host: Host, name: string, context: Context = {}): Promise<Target> {
	return during("secret", () => targetOf(host, name, context));
}

function secretOf({ credentials }: Target): string {
	return credentials?.kind === "basic" ? `password of ${credentials.user}` : "token";
}

function* privacy({ urls, credentials }: Target, context: Context | undefined): Generator<Check> {
	const open = urls.find((url) => url.startsWith("http://") && !/^http:\/\/(?:127\.|localhost\b|\[::1\])/.test(url));
	if (open === undefined || credentials === undefined || context?.via !== undefined) return;
	yield {
		name: "privacy",
		state: "warning",
		message: `what is sent to ${open} can be read on the way, the ${credentials.kind === "basic" ? "password" : "token"} too`,
		hint: "Use an address with https://, or reach it through SSH with --via.",
	};
}

async function* reach(probe: Probe, { urls }: Target): AsyncGenerator<Check, boolean> {
	const answers: (readonly [string, Measured])[] = [];
	for (const url of urls) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- times measured at once would disturb each other
		answers.push([url, await probe.measure(url)]);
	}
	const isReached = answers.some(([, answer]) => !("error" in answer));
	for (const [url, answer] of answers) {
		yield "error" in answer
			? {
					name: "reach",
					state: isReached ? "warning" : "fails",
					message: answer.error.message,
					hint: answer.error.hint,
				}
			: { name: "reach", state: "ok", message: `${url} answers within ${answer.ms} ms` };
	}
	return isReached;
}

async function access(probe: Probe, target: Target): Promise<Check> {
	const isGuarded = await during("access", () => probe.isGuarded());
	await during("access", () => probe.reader.server.dialect());
	if (target.credentials === undefined) {
		const isOwn = target.urls.every((url) => url.startsWith("unix:"));
		return { name: "access", state: "ok", message: `the server wants no password${isOwn ? " on its socket" : ""}` };
	}
	if (isGuarded) return { name: "access", state: "ok", message: `the server takes the ${secretOf(target)}` };
	return {
		name: "access",
		state: "warning",
		message: "the server answers without a password too: everybody who reaches it can change everything",
		// A flag without a colon leaves it open (contract §9.20).
		hint: "Start it with --http_credentials USER:PASSWORD, with the colon.",
	};
}

async function* facts(
	host: Host,
	probe: Probe,
	{ name, context }: Pick<ResolvedTarget, "name" | "context">,
): AsyncGenerator<Check> {
	yield await during("dialect", () => checkDialect(probe, { name, context }));
	yield await during("leader", () => leader(probe.reader));
	yield await during("version", () => checkVersion(host, probe, { name, context }));
	// One machine has one clock.
	if (context !== undefined) yield* clock(probe);
}

async function leader({ server }: ReadClient): Promise<Check> {
	const place = await server.leader();
	if (place === undefined) return { name: "leader", state: "ok", message: "the server does not tell (before 2.5)" };
	if (place !== "") return { name: "leader", state: "ok", message: `the leader is ${place}` };
	return {
		name: "leader",
		state: "warning",
		message: "there is no leader, so that nothing runs",
		hint: "Look whether ZooKeeper and all servers of the installation are up.",
	};
}

function* clock(probe: Probe): Generator<Check> {
	const ahead = probe.aheadMs();
	if (ahead === undefined) return;
	const seconds = Math.round(Math.abs(ahead) / 1000);
	if (seconds <= allowedSkewS) return yield { name: "clock", state: "ok", message: "the clocks agree" };
	yield {
		name: "clock",
		state: "warning",
		message: `the clock of the server is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} the one here`,
		hint: "Set the wrong one right: schedules go by the server's.",
	};
}

/** The header tells whole seconds, and the answer takes its time. */
const allowedSkewS = 5;
