import { ChronosError } from "../errors.ts";
import { authorizationOf } from "./authorization.ts";
import type { ClientOptions } from "./client-options.ts";
import { exchange } from "./exchange.ts";
import type { WireFailure } from "./explain-wire-failure.ts";
import { type Answer, isRead, type Question } from "./question.ts";
import { isGatewayFailure, type Outcome, retryReads } from "./retry-reads.ts";
import { secretsHider } from "./secrets-hider.ts";
import type { Target } from "./target.ts";

/** Brings a question to one of the addresses of a target, and back whatever is answered; throws only when nothing is. */
export type Courier = (question: Question) => Promise<Answer>;

export function createCourier({ name, urls, credentials }: Target, options: ClientOptions): Courier {
	const identity = credentials === undefined ? {} : { authorization: authorizationOf(credentials) };
	const headers = { "user-agent": "chronos-job", ...identity };
	const exchangeOptions = { ...options, hide: secretsHider(credentials) };
	// Where it worked last, so that a dead address is not knocked at before every call.
	let preferred: string | undefined;

	async function overAddresses(question: Question): Promise<Outcome> {
		const failed: Outcome[] = [];
		for (const base of urls.toSorted((a, b) => Number(b === preferred) - Number(a === preferred))) {
			const outcome = await exchange(
				{ ...question, headers: { ...headers, ...question.headers } },
				base,
				exchangeOptions,
			);
			if (!isWorthAnother(outcome, question)) {
				preferred = base;
				return outcome;
			}
			failed.push(outcome);
		}
		return summedUp(failed, name);
	}

	return async (question) => {
		question.signal?.throwIfAborted();
		const { clock, random = Math.random } = options;
		const attempt = (): Promise<Outcome> => overAddresses(question);
		const outcome = isRead(question)
			? await retryReads(attempt, { clock, random, signal: question.signal })
			: await attempt();
		if ("stage" in outcome) throw outcome.error;
		return outcome;
	};
}

/** A write goes to another address only when this one cannot have seen it. */
function isWorthAnother(outcome: Outcome, question: Question): boolean {
	if ("stage" in outcome) return outcome.stage === "connect" || isRead(question);
	return isRead(question) && isGatewayFailure(outcome);
}

function summedUp(failed: readonly Outcome[], name: string): Outcome {
	const said = failed.findLast((outcome) => !("stage" in outcome));
	const failures = failed.filter((outcome) => "stage" in outcome);
	const [first] = failures;
	if (said !== undefined) return said;
	if (first === undefined) return withoutAddress(name);
	return failures.length === 1 ? first : allFailed(failures, first);
}

function allFailed(failures: readonly WireFailure[], { error }: WireFailure): WireFailure {
	const words = failures.map((failure) => failure.error.message).join("; ");
	const message = `none of the ${failures.length} addresses has an answer: ${words}`;
	return {
		stage: failures.every(({ stage }) => stage === "connect") ? "connect" : "head",
		isPassing: failures.some(({ isPassing }) => isPassing),
		error: new ChronosError(error.code, message, { hint: error.hint, cause: error }),
	};
}

function withoutAddress(name: string): WireFailure {
	const error = new ChronosError("config.invalid", `${name} has no address`, {
		hint: "Give it one with `chronos-job context add --replace`.",
	});
	return { stage: "connect", isPassing: false, error };
}
