import { compressed } from "../compress.ts";
import type { LocalRequest, Reply } from "../handler.ts";
import type { Target } from "../read-target.ts";
import { withHeaders } from "../reply.ts";
import type { Server } from "../server.ts";
import { localEndpoints } from "./endpoints.ts";
import type { LocalEndpoint } from "./local-endpoint.ts";
import { localError } from "./local-reply.ts";

export function isLocalTarget({ segments }: Target): boolean {
	return segments[0] === "local" && segments[1] === "v1";
}

/** Answers what Chronos has no words for: runs, logs, reasons, events. */
export async function answerLocal(server: Server, { request, target }: Question): Promise<Reply> {
	const found = findEndpoint(target.segments);
	if (found === undefined) return unknownPath(target);
	const { method } = request;
	if (method !== "GET" && method !== "HEAD") return refuseMethod(method);
	const bad = findBadQuery(found.endpoint, target.query);
	if (bad !== undefined) return localError(400, { code: "bad-query", message: `${bad} is not what it should be` });
	const asked = { request, params: found.params, query: target.query };
	const reply = await found.endpoint.answer(server, asked);
	// A stream has to arrive while it is young.
	return typeof reply.body === "string" ? compressed(request, reply) : reply;
}

interface Question {
	readonly request: LocalRequest;
	readonly target: Target;
}

interface Found {
	readonly endpoint: LocalEndpoint;
	readonly params: Readonly<Record<string, string>>;
}

function findEndpoint(segments: readonly string[]): Found | undefined {
	const asked = segments.at(-1) === "" ? segments.slice(0, -1) : segments;
	for (const endpoint of localEndpoints) {
		const params = matchParams(endpoint.path.split("/").slice(1), asked);
		if (params !== undefined) return { endpoint, params };
	}
	return undefined;
}

function matchParams(parts: readonly string[], segments: readonly string[]): Found["params"] | undefined {
	const takesRest = parts.at(-1)?.endsWith("...}") === true;
	if (takesRest ? segments.length < parts.length : segments.length !== parts.length) return undefined;
	const fits = parts.every((part, index) => (part.startsWith("{") ? segments[index] !== "" : segments[index] === part));
	if (!fits) return undefined;
	const params = parts.flatMap((part, index) => {
		if (!part.startsWith("{")) return [];
		if (part.endsWith("...}")) return [[part.slice(1, -4), segments.slice(index).join("/")] as const];
		return [[part.slice(1, -1), segments[index] ?? ""] as const];
	});
	return Object.fromEntries(params);
}

function unknownPath({ path }: Target): Reply {
	return localError(404, {
		code: "unknown-path",
		message: `there is no ${path}`,
		hint: "Read /local/v1/openapi.json for what there is.",
	});
}

function refuseMethod(method: string): Reply {
	const refusal = localError(405, {
		code: "method-not-allowed",
		message: `${method} changes something, and this surface only tells`,
		hint: "Change jobs under /v1/scheduler.",
	});
	return method === "OPTIONS" ? { status: 204, headers: allow, body: "" } : withHeaders(refusal, allow);
}

const allow = { allow: "GET,HEAD,OPTIONS" };

const patterns: Readonly<Record<string, RegExp>> = { integer: /^\d{1,15}$/, boolean: /^(?:true|false|1|0|)$/ };

function findBadQuery({ query = {} }: LocalEndpoint, sent: URLSearchParams): string | undefined {
	return Object.entries(query).find(([name, { schema }]) => {
		const text = sent.get(name);
		return text !== null && patterns[String(schema["type"])]?.test(text) === false;
	})?.[0];
}
