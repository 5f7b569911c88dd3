import { ChronosError } from "../errors.ts";
import { alarm } from "./alarm.ts";
import { type ClientOptions, defaultMaxBytes, defaultPatienceMs } from "./client-options.ts";
import { explainWireFailure } from "./explain-wire-failure.ts";
import { type Answer, isRead, isSuccess, type Question } from "./question.ts";
import { readRefusal, readReply } from "./read-reply.ts";
import type { Outcome } from "./retry-reads.ts";
import { sendFollowing } from "./send-following.ts";
import type { WireReply, WireRequest } from "./transport.ts";
import { shownAddress } from "./wire-address.ts";
import { longestConnectMs, wireError } from "./wire-error.ts";

export interface ExchangeOptions extends ClientOptions {
	/** Takes the secrets out of a text. */
	readonly hide: (text: string) => string;
}

/** One question to one address, with its answer read. */
export async function exchange(question: Question, base: string, options: ExchangeOptions): Promise<Outcome> {
	const ending = new AbortController();
	let reply: WireReply | undefined;
	try {
		const sending = { options, ending };
		reply = await sendFollowing((request) => sendInTime(request, sending), requestOf(question, base, sending));
		const answer = await readAnswer(reply, { question, base, options, ending });
		tell(options, { question, base, reply, text: answer.text });
		return answer;
	} catch (cause) {
		const reason: unknown = ending.signal.aborted ? ending.signal.reason : cause;
		ending.abort();
		question.signal?.throwIfAborted();
		tell(options, { question, base, reply, error: reason });
		if (reason instanceof ChronosError) throw reason;
		return explainWireFailure(reason, { base, isRead: isRead(question), hasBegun: reply !== undefined });
	}
}

interface Sending {
	readonly options: ExchangeOptions;
	/** Closes the connection, whatever still comes. */
	readonly ending: AbortController;
}

interface Exchange extends Sending {
	readonly question: Question;
	readonly base: string;
}

function requestOf(question: Question, base: string, { options, ending }: Sending): WireRequest {
	const { method, path, headers = {}, body, signal, pieceMs } = question;
	return {
		method,
		base: base.replace(/\/+$/, ""),
		path,
		headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
		body,
		signal: signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]),
		patienceMs: pieceMs ?? options.patienceMs ?? defaultPatienceMs,
	};
}

/** However long the pieces of an answer may take, and whatever comes before its head: that has to come in time. */
async function sendInTime(request: WireRequest, { options, ending }: Sending): Promise<WireReply> {
	const patienceMs = options.patienceMs ?? defaultPatienceMs;
	const headMs = patienceMs + Math.min(patienceMs, longestConnectMs);
	const turnOff = alarm(headMs, () => ending.abort(wireError("HEAD_TIMEOUT", `no answer within ${headMs} ms`)));
	try {
		// A transport that does not hear of the end must not hold anybody.
		return await Promise.race([options.transport.send(request), aborted(request.signal)]);
	} finally {
		turnOff();
	}
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
	return new Promise((_, reject) => {
		signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}

async function readAnswer(reply: WireReply, { question, base, options, ending }: Exchange): Promise<Answer> {
	const { status, headers } = reply;
	const { clock, maxBytes = defaultMaxBytes, patienceMs = defaultPatienceMs } = options;
	if (!isSuccess(reply)) {
		const { text, isWhole } = await readRefusal(reply, { clock });
		if (!isWhole) ending.abort();
		return { status, headers, text: options.hide(text), base };
	}
	if (question.pieceMs === undefined) {
		return { status, headers, text: await readReply(reply, { maxBytes, patienceMs, clock }), base };
	}
	return { status, headers, text: "", base, pieces: piecesOf(reply, { question, base, options, ending }) };
}

async function* piecesOf({ body }: WireReply, { question, base, ending }: Exchange): AsyncGenerator<Uint8Array, void> {
	try {
		yield* body;
	} catch (cause) {
		question.signal?.throwIfAborted();
		throw explainWireFailure(cause, { base, isRead: true, hasBegun: true }).error;
	} finally {
		ending.abort();
	}
}

interface Told extends Pick<Exchange, "question" | "base"> {
	readonly reply: WireReply | undefined;
	readonly text?: string;
	readonly error?: unknown;
}

function tell({ onRaw, hide }: ExchangeOptions, { question, base, reply, text = "", error }: Told): void {
	const headers = reply?.headers ?? {};
	onRaw?.({
		method: question.method,
		url: shownAddress(base) + question.path,
		status: reply?.status,
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value && hide(value)])),
		body: hide(text),
		error: error instanceof Error ? error.message : undefined,
	});
}
