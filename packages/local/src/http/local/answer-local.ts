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
	if (bad !== undefined) return refuseQuery(bad);
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

interface Form {
	readonly pattern: RegExp;
	readonly about: string;
	readonly like: string;
}

const forms: Readonly<Record<string, Form>> = {
	integer: { pattern: /^\d{1,15}$/, about: "a whole number from 0 on, of at most 15 digits", like: "10" },
	boolean: { pattern: /^(?:true|false|1|0|)$/, about: "true, false, 1, 0 or nothing", like: "true" },
};

interface BadQuery {
	readonly name: string;
	readonly sent: string;
	readonly form: Form;
}

function findBadQuery({ query = {} }: LocalEndpoint, asked: URLSearchParams): BadQuery | undefined {
	for (const [name, { schema }] of Object.entries(query)) {
		const sent = asked.get(name);
		const form = forms[String(schema["type"])];
		if (sent !== null && form?.pattern.test(sent) === false) return { name, sent, form };
	}
	return undefined;
}

function refuseQuery({ name, sent, form }: BadQuery): Reply {
	return localError(400, {
		code: "bad-query",
		message: `${name} is "${sent}", which is not ${form.about}`,
		hint: `Write something like ${name}=${form.like}.`,
	});
}
