import { ChronosError, type ErrorCode } from "../errors.ts";
import { isOwnMistake } from "./is-own-mistake.ts";
import { oneLine } from "./one-line.ts";
import { shownAddress } from "./wire-address.ts";

/** Why there is no whole answer to a request. */
export interface WireFailure {
	/** With `connect` the server has not seen the request; with the others it may have done what was asked. */
	readonly stage: "connect" | "head" | "body";
	/** The same may well succeed when it is asked again. */
	readonly isPassing: boolean;
	readonly error: ChronosError;
}

export interface FailedRequest {
	readonly base: string;
	readonly isRead: boolean;
	/** Whether the head of an answer had come. */
	readonly hasBegun: boolean;
}

/** Tells what went wrong on the wire, whichever transport it happened to; throws what went wrong in the program. */
export function explainWireFailure(cause: unknown, request: FailedRequest): WireFailure {
	if (isOwnMistake(cause)) throw cause;
	const row = findRow(cause);
	const stage = request.hasBegun ? "body" : (row?.stage ?? "head");
	const isPassing = row?.isPassing === true;
	return { stage, isPassing, error: errorOf(cause, row, { ...request, stage }) };
}

interface Row {
	readonly stage: "connect" | "head";
	/** After "no server answers at …", or after a cut-off body, in brackets. */
	readonly words: string;
	readonly code?: ErrorCode;
	readonly hint?: string;
	readonly isPassing?: boolean;
}

type Failed = FailedRequest & Pick<WireFailure, "stage">;

function errorOf(cause: unknown, row: Row | undefined, failed: Failed): ChronosError {
	const words = row?.words ?? oneLine(messageOf(cause));
	const code = row?.code ?? (failed.stage === "body" ? "target.not-chronos" : "target.unreachable");
	const message = sayings[failed.stage](shownAddress(failed.base), words);
	if (failed.isRead || failed.stage === "connect") return new ChronosError(code, message, { hint: row?.hint, cause });
	return new ChronosError(code, `${message}; whether it has done what was asked is not known`, {
		hint: "Look at the job with `chronos-job show` before you try again.",
		cause,
	});
}

type Saying = (address: string, words: string) => string;

const sayings: Readonly<Record<WireFailure["stage"], Saying>> = {
	connect: (address, words) => `no server answers at ${address}: ${words}`,
	head: (address, words) => `${address} did not answer: ${words}`,
	body: (address, words) => `the answer of ${address} was cut off: ${words}`,
};

function findRow(cause: unknown): Row | undefined {
	const proxy = /Proxy response \((\d+)\)/.exec(messageOf(cause))?.[1];
	if (proxy !== undefined) return proxyRow(proxy);
	const codes = codesOf(cause);
	return (
		rows.get(codes.find((code) => rows.has(code)) ?? "") ?? codes.map(rowByPrefix).find((row) => row !== undefined)
	);
}

function proxyRow(status: string): Row {
	return {
		stage: "connect",
		words: `the proxy answered ${status}`,
		hint: "Check the variables HTTPS_PROXY and NO_PROXY.",
	};
}

function rowByPrefix(code: string): Row | undefined {
	if (code.startsWith("HPE_")) return { ...notHttp, words: `that is no HTTP (${code})` };
	if (code.startsWith("ERR_SSL_")) return notTls;
	return code.startsWith("CERT_") ? { ...untrusted, words: `its certificate cannot be trusted (${code})` } : undefined;
}

/** Libraries wrap what the system said. */
function codesOf(cause: unknown, depth = 0): readonly string[] {
	if (!(cause instanceof Error) || depth > 3) return [];
	const own = "code" in cause && typeof cause.code === "string" ? [cause.code] : [];
	// Not all that its parser finds has a code.
	const parser = cause.name === "HTTPParserError" ? ["HPE_INVALID"] : [];
	return [...own, ...parser, ...codesOf(cause.cause, depth + 1)];
}

function messageOf(cause: unknown): string {
	if (cause instanceof AggregateError && cause.message === "") return messageOf(cause.errors[0]);
	return cause instanceof Error ? cause.message : String(cause);
}

const notHttp = { stage: "head", code: "target.not-chronos", words: "that is no HTTP" } as const;
const notTls: Row = {
	stage: "connect",
	words: "it does not speak TLS",
	hint: "Write http:// instead of https:// if the server has no certificate.",
};
const untrusted = {
	stage: "connect",
	hint: "Name the file with the certificate of its authority as `caFile` of the context.",
} as const;
const self: Row = { ...untrusted, words: "its certificate is signed by nobody known" };
const asleep = "Check that the server is up and that nothing keeps you from reaching it, such as a firewall or a VPN.";
const timeout = { code: "target.timeout", hint: asleep } as const;
const broken: Row = { stage: "head", words: "the connection broke", isPassing: true };
const cut: Row = { stage: "head", words: "the connection was closed too early", isPassing: true };

const rows: ReadonlyMap<string, Row> = new Map(
	Object.entries({
		ECONNREFUSED: { stage: "connect", words: "nothing listens there", hint: asleep },
		ENOENT: {
			stage: "connect",
			words: "there is no such socket",
			hint: "Start the server with `chronos-job local start`.",
		},
		ENOTSOCK: { stage: "connect", words: "that is no socket" },
		EACCES: { stage: "connect", words: "you may not open that socket" },
		ENOTFOUND: { stage: "connect", words: "no such host is known" },
		EAI_AGAIN: { stage: "connect", words: "the name of the host cannot be looked up now", isPassing: true },
		EHOSTUNREACH: { stage: "connect", words: "there is no way to that host", hint: asleep },
		ENETUNREACH: { stage: "connect", words: "there is no way to that network", hint: asleep },
		EADDRNOTAVAIL: { stage: "connect", words: "this machine has no port left", isPassing: true },
		EMFILE: { stage: "connect", words: "this program has too many files open" },
		ETIMEDOUT: { stage: "connect", words: "the connection timed out", hint: asleep },
		CONNECT_TIMEOUT: { stage: "connect", words: "the connection is not taken", hint: asleep },
		UND_ERR_CONNECT_TIMEOUT: { stage: "connect", words: "the connection is not taken", hint: asleep },
		BAD_ADDRESS: { stage: "connect", code: "config.invalid", words: "that is no address of a server" },
		HEAD_TIMEOUT: { stage: "head", ...timeout, words: "the time for an answer ran out" },
		UND_ERR_HEADERS_TIMEOUT: { stage: "head", ...timeout, words: "the time for an answer ran out" },
		BODY_TIMEOUT: { stage: "head", ...timeout, words: "it came to a halt" },
		UND_ERR_BODY_TIMEOUT: { stage: "head", ...timeout, words: "it came to a halt" },
		BODY_TOO_LONG: { stage: "head", code: "target.not-chronos", words: "it is longer than what is read" },
		ECONNRESET: broken,
		EPIPE: broken,
		ECONNABORTED: broken,
		UND_ERR_SOCKET: broken,
		ERR_STREAM_PREMATURE_CLOSE: cut,
		UND_ERR_RES_CONTENT_LENGTH_MISMATCH: cut,
		UPGRADE: { ...notHttp, words: "it wants to go on in another protocol" },
		UND_ERR_HEADERS_OVERFLOW: { ...notHttp, words: "its headers are too long" },
		EPROTO: notTls,
		DEPTH_ZERO_SELF_SIGNED_CERT: self,
		SELF_SIGNED_CERT_IN_CHAIN: self,
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: self,
		UNABLE_TO_GET_ISSUER_CERT: self,
		UNABLE_TO_GET_ISSUER_CERT_LOCALLY: self,
		ERR_TLS_CERT_ALTNAME_INVALID: { ...untrusted, words: "its certificate is for another host" },
	} satisfies Readonly<Record<string, Row>>),
);
