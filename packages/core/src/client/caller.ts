import {
	type Call,
	type CallName,
	calls,
	type Dialect,
	fillPath,
	isApiResult,
	type PathParams,
} from "@chronos-job/schemas";
import type { Clock } from "../clock.ts";
import { ChronosError } from "../errors.ts";
import { askAside } from "./ask-aside.ts";
import type { CallOptions } from "./client.ts";
import type { ClientOptions } from "./client-options.ts";
import { type Courier, createCourier } from "./courier.ts";
import { explainFailure, isSilent, jobNotFound } from "./explain-failure.ts";
import { findDialect } from "./find-dialect.ts";
import { type Answer, isSuccess } from "./question.ts";
import { readJson } from "./read-json.ts";
import type { Target } from "./target.ts";

export interface Ask<Name extends CallName> {
	readonly params?: PathParams<(typeof calls)[Name]>;
	readonly query?: Readonly<Record<string, string>>;
	/** JSON. */
	readonly body?: string;
}

/** The calls of the contract, in whichever dialect the server speaks. */
export interface Caller {
	readonly target: Target;
	readonly clock: Clock;
	readonly courier: Courier;
	/** Answers only successes; throws `target.unsupported` where the dialect lacks the call. */
	readonly call: <Name extends CallName>(name: Name, ask?: Ask<Name>, options?: CallOptions) => Promise<Answer>;
	readonly dialect: (options?: CallOptions) => Promise<Dialect>;
}

export function createCaller(target: Target, clientOptions: ClientOptions): Caller {
	const courier = createCourier(target, clientOptions);
	let found = target.dialect;

	async function dialect({ signal }: CallOptions = {}): Promise<Dialect> {
		found ??= await findDialect(courier, { signal, user: userOf(target) });
		return found;
	}

	async function call<Name extends CallName>(
		name: Name,
		ask: Ask<Name> = {},
		options: CallOptions = {},
	): Promise<Answer> {
		const row: Call = calls[name];
		const told = found ?? (isSameEverywhere(row) ? "3.x" : undefined);
		// Most servers speak 3.x, so a read finds out by itself; a write must not be the question.
		if (told === undefined && row.method === "GET") return await callUntold(row, ask, options);
		return await callIn(told ?? (await dialect(options)), row, { ask, options });
	}

	async function callUntold(row: Call, ask: Ask<CallName>, options: CallOptions): Promise<Answer> {
		const answer = await courier(questionOf("3.x", row, { ask, options }));
		const known = answer.status === 404 ? await dialect(options) : dialectShown(answer);
		found ??= known;
		if (known === "2.x") return await callIn("2.x", row, { ask, options });
		return await demandSuccess(answer, row, { ask, options });
	}

	async function callIn(dialect: Dialect, row: Call, asked: Asked): Promise<Answer> {
		return await demandSuccess(await courier(questionOf(dialect, row, asked)), row, asked);
	}

	async function demandSuccess(answer: Answer, row: Call, { ask, options }: Asked): Promise<Answer> {
		if (isSuccess(answer)) return answer;
		const context = { call: row, user: userOf(target), dialect: found ?? "3.x" };
		if (!isSilent(answer)) throw explainFailure(answer, context);
		const aside = askAside(courier, context.dialect, options);
		const job = canMeanAbsence(answer, row) ? jobNamedBy(ask) : undefined;
		if (job !== undefined && (await aside.hasJob(job)) === false) throw jobNotFound(job, answer);
		throw explainFailure(answer, { ...context, leader: await aside.leader() });
	}

	return { target, clock: clientOptions.clock, courier, call, dialect };
}

interface Asked {
	readonly ask: Ask<CallName>;
	readonly options: CallOptions;
}

function questionOf(dialect: Dialect, row: Call, { ask, options: { signal } }: Asked): Parameters<Courier>[0] {
	const path = fillPath<Call>(row, dialect, ask.params ?? {});
	if (path === undefined) throw unsupported(row, dialect);
	const query = new URLSearchParams(ask.query).toString();
	return {
		method: row.method,
		path: query === "" ? path : `${path}?${query}`,
		// On a call for text the wrong type is refused, and a write has nothing to accept (contract §1.8).
		headers: row.method === "GET" && !isText(row) ? { accept: "application/json" } : {},
		body: ask.body,
		signal,
	};
}

function jobNamedBy({ params }: Ask<CallName>): string | undefined {
	const named = Object.entries(params ?? {}).find(([param]) => param === "name");
	return named === undefined ? undefined : named[1];
}

/** Calls that name a job refuse for its absence above all; in 2.x one of them with a 500 (contract §1.4.9, §3.7). */
function canMeanAbsence({ status }: Answer, { about }: Call): boolean {
	return status === 400 || about === calls.killTasks.about;
}

function isText({ path }: Call): boolean {
	return /\/graph\/|^\/ping$|^\/logging$/.test(path["3.x"] ?? "");
}

function isSameEverywhere({ path }: Call): boolean {
	return path["3.x"] === path["2.x"];
}

/** What an answer under the path of 3.x tells about who gave it. */
function dialectShown({ status, text, headers }: Answer): Dialect | undefined {
	const isPage = headers["content-type"]?.includes("html") === true || /^\s*</.test(text);
	if (status === 200) return isPage ? undefined : "3.x";
	return status === 400 && isApiResult(readJson(text)) ? "3.x" : undefined;
}

function unsupported({ about }: Call, dialect: Dialect): ChronosError {
	return new ChronosError("target.unsupported", `a server of ${dialect} has no call for it: ${about.toLowerCase()}`, {
		hint: "Use a server of 3.x.",
	});
}

function userOf({ credentials }: Target): string | undefined {
	if (credentials === undefined) return undefined;
	return credentials.kind === "basic" ? credentials.user : "the token";
}
