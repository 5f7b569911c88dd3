import { type Call, calls, type Dialect, isApiResult } from "@chronos-job/schemas";
import { type ErrorCode, ResponseError } from "../errors.ts";
import { knownFailures, missingJob, validateHint } from "./known-failures.ts";
import { oneLine } from "./one-line.ts";
import type { Answer } from "./question.ts";
import { isGatewayFailure } from "./retry-reads.ts";
import { shownAddress } from "./wire-address.ts";

export interface FailureContext {
	readonly call: Pick<Call, "about" | "method">;
	readonly dialect?: Dialect;
	/** Who asked, if anybody said so. */
	readonly user?: string | undefined;
	/** Where the leader is, if that is known. */
	readonly leader?: string | undefined;
}

/** What a refusal means, in words for people; all that the server said goes along. */
export function explainFailure(answer: Answer, context: FailureContext): ResponseError {
	const { code, message, hint } = explanationOf(answer, context);
	return new ResponseError(code, oneLine(message), { status: answer.status, body: answer.text, hint });
}

/** Whether the server said no and did not say why; behind a standby its words get lost (contract §1.5). */
export function isSilent({ status, text }: Answer): boolean {
	return (status === 400 || status === 500) && text.trim() === "";
}

/** What a server that said nothing would have said. */
export function jobNotFound(name: string, { status, text: body }: Answer): ResponseError {
	const { message, hint } = missingJob(name);
	return new ResponseError("job.not-found", oneLine(message), { status, body, hint });
}

interface Explanation {
	readonly code: ErrorCode;
	readonly message: string;
	readonly hint?: string | undefined;
}

function explanationOf(answer: Answer, context: FailureContext): Explanation {
	if (answer.status in unauthorized) return explainUnauthorized(answer, context);
	if (isGatewayFailure(answer)) return explainGateway(answer, context);
	const { words, details } = wordsOf(answer);
	if (words === "") return explainStatus(answer, { ...context, words });
	const known = explainWords(words, context.call) ?? explainStatus(answer, { ...context, words });
	return details === "" ? known : { ...known, message: `${known.message} (${details})` };
}

function explainWords(words: string, call: FailureContext["call"]): Explanation | undefined {
	const sendsJob = isAmong(sendingCalls, call);
	for (const { pattern, isAboutSentJob = false, explain } of knownFailures) {
		const match = isAboutSentJob && !sendsJob ? null : pattern.exec(words);
		if (match !== null) return { code: "target.refused", ...explain(match) };
	}
	return undefined;
}

const unauthorized: Readonly<Record<number, string>> = { 401: "server", 403: "server", 407: "proxy" };

function explainUnauthorized({ status, headers, base }: Answer, { user }: FailureContext): Explanation {
	const [, realm] = /realm="([^"]*)"/i.exec(headers["www-authenticate"] ?? "") ?? [];
	const who = `the ${unauthorized[status]} at ${shownAddress(base)}`;
	const where = realm === undefined ? "" : ` for "${realm}"`;
	const message =
		user === undefined ? `${who} wants to know who asks${where}` : `${who} does not let ${user} in${where}`;
	const forbidden = `${who} forbids the call${user === undefined ? "" : ` to ${user}`}`;
	return {
		code: "target.unauthorized",
		message: status === 403 ? forbidden : message,
		hint: "Write the context anew with `chronos-job context add NAME URL --replace --user USER --password-from prompt`, or set CHRONOS_USER and CHRONOS_PASSWORD_FILE with CHRONOS_URL.",
	};
}

function explainGateway({ status, text, base }: Answer, { call }: FailureContext): Explanation {
	const address = shownAddress(base);
	const doubt = call.method === "GET" ? "" : "; whether it has done what was asked is not known";
	if (status === 500) {
		return {
			code: "target.unreachable",
			message: `the server at ${address} is a standby and cannot reach the leader${doubt}`,
			hint: "Wait until a leader is elected, or use the leader's own address.",
		};
	}
	const page = oneLine(pageWords(text));
	return {
		code: "target.unreachable",
		message: `what stands before the server at ${address} got no answer from it (${status}${page && `: ${page}`})${doubt}`,
		hint: "Check that the server is up, or use its own address.",
	};
}

/** What an answer tells, without the wrappings of Java (contract §1.3). */
function wordsOf({ text, headers }: Answer): { readonly words: string; readonly details: string } {
	const [firstLine = "", secondLine = ""] = messageIn(text, headers["content-type"]).trim().split("\n");
	const line = firstLine.trim().replace(/^(?:javax?\.servlet\.ServletException: )+/, "");
	const [, required] = /requirement failed: (.*)$/.exec(line) ?? [];
	// Servers of ours say more in a second line; with others it is where in the program it happened.
	const details = /^[\w.]+: /.test(secondLine) ? secondLine : "";
	return { words: required ?? line, details };
}

function messageIn(text: string, type: string | undefined): string {
	if (/^\s*</.test(text) || type?.includes("html") === true) return pageWords(text);
	if (!/^\s*\{/.test(text)) return text;
	const value = parsed(text);
	if (isApiResult(value)) return value.message;
	return hasMessage(value) ? value.message : text;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function hasMessage(value: unknown): value is { readonly message: string } {
	return typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";
}

/** What a page says: the reason that Jetty gives, else its title. */
function pageWords(text: string): string {
	if (!/^\s*</.test(text)) return text.trim().slice(0, longestWords);
	const [, reason = ""] = /<pre>([\s\S]*?)<\/pre>/i.exec(text) ?? [];
	const [, title = ""] = /<title>([\s\S]*?)<\/title>/i.exec(text) ?? [];
	return unescapeXml(reason.trim() || title.trim()).slice(0, longestWords);
}

const longestWords = 2000;

function unescapeXml(text: string): string {
	return text.replaceAll(/&(lt|gt|quot|apos|amp|#(\d+));/g, (whole, name: string, digits: string | undefined) =>
		digits === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Math.min(Number(digits), 0x10_ff_ff)),
	);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

interface Unknown extends FailureContext {
	readonly words: string;
}

function explainStatus(answer: Answer, context: Unknown): Explanation {
	if (isSilent(answer)) return explainSilence(answer, context);
	const { status, base } = answer;
	const address = shownAddress(base);
	const known = statuses[status];
	if (known !== undefined) {
		const code = isAmong(newerCalls, context.call) ? "target.unsupported" : "target.not-chronos";
		const doing = context.call.about.charAt(0).toLowerCase() + context.call.about.slice(1);
		return { code, message: `the server at ${address} ${known}: ${doing}`, hint: wrongPlaceHint };
	}
	// The name of a Java class tells nothing to those who do not read Java.
	const words = context.words.replace(/^[\w.$]+(?:Exception|Error): (?=.)/, "");
	return {
		code: "target.refused",
		message: words === "" ? `the server at ${address} answered ${status}` : `the server refuses: ${words}`,
		hint: words === "" || status < 500 ? undefined : "See all that it said with `--verbose`.",
	};
}

const statuses: Readonly<Record<number, string>> = {
	404: "does not know the call",
	405: "does not offer the call",
	406: "cannot answer in the format that Chronos has for the call",
	415: "does not take the format that Chronos has for the call",
};

const wrongPlaceHint = "Check the address, and the dialect if the context names one.";

function isAmong(known: readonly Call[], { about }: FailureContext["call"]): boolean {
	return known.some((call) => call.about === about);
}

const sendingCalls: readonly Call[] = [calls.putScheduledJob, calls.putChildJob];
/** There are servers of Chronos that lack them (contract §1.4). */
const newerCalls: readonly Call[] = [calls.getJob, calls.listSummaries, calls.markSuccessful, calls.getLeader];

function explainSilence({ status, base }: Answer, { leader, dialect }: FailureContext): Explanation {
	const message = `the server at ${shownAddress(base)} refused (${status}) and did not say why`;
	const isItself = leader === undefined || shownAddress(base).endsWith(`//${leader}`);
	if (dialect === "2.x") {
		return {
			code: "target.refused",
			message: `${message}, as servers of 2.x do with a schedule that they cannot read`,
			hint: validateHint,
		};
	}
	return {
		code: "target.refused",
		message: `${message}; standbys lose the words of the leader${isItself ? "" : `, which is ${leader}`}`,
		hint: isItself ? validateHint : `Ask the leader itself, at http://${leader}, to be told.`,
	};
}
