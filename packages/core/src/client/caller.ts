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
import { type ServerNotes, serverNotes } from "./server-notes.ts";
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
	readonly notes: ServerNotes;
}

export function createCaller(target: Target, clientOptions: ClientOptions): Caller {
	const courier = createCourier(target, clientOptions);
	const notes = serverNotes(target, clientOptions.onLearned);

	async function dialect({ signal }: CallOptions = {}): Promise<Dialect> {
		const spoken = notes.dialect() ?? (await findDialect(courier, { signal, user: userOf(target) }));
		notes.learn(spoken);
		return spoken;
	}

	async function call<Name extends CallName>(
		name: Name,
		ask: Ask<Name> = {},
		options: CallOptions = {},
	): Promise<Answer> {
		const row: Call = calls[name];
		const told = notes.dialect() ?? (isSameEverywhere(row) ? "3.x" : undefined);
		// Most servers speak 3.x, so a read finds out by itself; a write must not be the question.
		if (told === undefined && row.method === "GET") return await callUntold(row, ask, options);
		return await callIn(told ?? (await dialect(options)), row, { ask, options });
	}

	async function callUntold(row: Call, ask: Ask<CallName>, options: CallOptions): Promise<Answer> {
		const answer = await courier(questionOf("3.x", row, { ask, options }));
		const known = answer.status === 404 ? await dialect(options) : dialectShown(answer);
		notes.learn(known);
		if (known === "2.x") return await callIn("2.x", row, { ask, options });
		return await demandSuccess(answer, row, { ask, options });
	}

	async function callIn(dialect: Dialect, row: Call, asked: Asked): Promise<Answer> {
		if (row.since !== undefined && notes.lacks(row.since)) throw unsupported(row, notes.builds()?.join(" or "));
		return await demandSuccess(await courier(questionOf(dialect, row, asked)), row, asked);
	}

	async function demandSuccess(answer: Answer, row: Call, asked: Asked): Promise<Answer> {
		if (isSuccess(answer)) return answer;
		throw await explainRefusal(answer, {
			row,
			asked,
			courier,
			user: userOf(target),
			dialect: notes.dialect() ?? "3.x",
		});
	}

	return { target, clock: clientOptions.clock, courier, call, dialect, notes };
}

interface Refused {
	readonly row: Call;
	readonly asked: Asked;
	readonly courier: Courier;
	readonly user: string | undefined;
	readonly dialect: Dialect;
}

/** A server that says no without a reason is asked for one. */
async function explainRefusal(answer: Answer, { row, asked, courier, user, dialect }: Refused): Promise<Error> {
	const context = { call: row, user, dialect };
	if (!isSilent(answer)) return explainFailure(answer, context);
	const aside = askAside(courier, dialect, asked.options);
	const job = canMeanAbsence(answer, row) ? jobNamedBy(asked.ask) : undefined;
	if (job !== undefined && (await aside.hasJob(job)) === false) return jobNotFound(job, answer);
	return explainFailure(answer, { ...context, leader: await aside.leader() });
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

function unsupported({ about, since }: Call, spoken = ""): ChronosError {
	return new ChronosError("target.unsupported", `a server of ${spoken} has no call for it: ${about.toLowerCase()}`, {
		hint: `Use a server of ${since === undefined ? "3.x" : `${since} or later`}.`,
	});
}

function userOf({ credentials }: Target): string | undefined {
	if (credentials === undefined) return undefined;
	return credentials.kind === "basic" ? credentials.user : "the token";
}
