import { equal, holds, matches } from "./difference.ts";
import type { Reply } from "./send.ts";

const phrases: Readonly<Record<number, string>> = { 400: "Bad Request", 500: "Internal Server Error" };

export function isStatus(reply: Reply, status: number): void {
	equal("the status", reply.status, status);
}

/** 204 and nothing else. */
export function isNoContent(reply: Reply): void {
	isStatus(reply, 204);
	equal("the length of the body", reply.bytes.length, 0);
	equal("the content type", reply.headers["content-type"], undefined);
}

export function isJson(reply: Reply, status = 200): void {
	isStatus(reply, status);
	equal("the content type", reply.headers["content-type"], "application/json");
}

/** A refusal by routing or negotiation (contract §1.3, family B). */
export function isEmpty(reply: Reply, status: number): void {
	isStatus(reply, status);
	equal("the length of the body", reply.bytes.length, 0);
}

/** An ApiResult (contract §1.3, family A) whose message is one short sentence. */
export function isShortRefusal(reply: Reply, message: string): void {
	isJson(reply, 400);
	equal("the body", reply.text, JSON.stringify({ message, status: "Bad Request" }));
}

/** An ApiResult whose message begins with this line; a stack trace may follow. */
export function isRefusal(reply: Reply, firstLine: string, status = 400): void {
	isJson(reply, status);
	const body = reply.json() as Readonly<Record<string, unknown>>;
	equal("the keys of the ApiResult", Object.keys(body), ["message", "status"]);
	equal("the first line of the message", String(body["message"]).split("\n")[0], firstLine);
	equal("status in the body", body["status"], phrases[status]);
}

/** The most frequent kind of refusal. */
export function isFailedRequirement(reply: Reply, text: string): void {
	isRefusal(reply, `java.lang.IllegalArgumentException: requirement failed: ${text}`);
}

/** A page of Jetty's (contract §1.3, family C) whose reason begins so. */
export function isPage(reply: Reply, status: number, reason: string): void {
	isStatus(reply, status);
	equal("the content type", reply.headers["content-type"]?.toLowerCase(), "text/html;charset=iso-8859-1");
	const found = /<pre>\s*([^]*?)<\/pre>/.exec(reply.text)?.[1];
	holds(`the reason in <pre> begins with ${reason}`, found?.startsWith(reason) === true, found ?? reply.text);
}

export function isIsoUtc(what: string, text: unknown): void {
	matches(what, String(text), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}
