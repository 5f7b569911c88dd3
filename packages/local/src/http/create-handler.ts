import type { Engine } from "../runtime/engine.ts";
import { answerChronos } from "./answer-chronos.ts";
import { isAuthorized } from "./basic-auth.ts";
import { complain } from "./complaint.ts";
import { compressed } from "./compress.ts";
import { failureStatus } from "./failure-status.ts";
import type { Handler, LocalRequest, Reply } from "./handler.ts";
import { createJobTexts } from "./job-texts.ts";
import { answerLocal, isLocalTarget } from "./local/answer-local.ts";
import { localError } from "./local/local-reply.ts";
import { isForeign, isSafe } from "./origin.ts";
import { parseTarget, type Target } from "./read-target.ts";
import { apiResult, pageReply, withHeaders } from "./reply.ts";
import { createRouter, type Router } from "./router.ts";
import type { Server } from "./server.ts";
import { createHttpRules, type ServerFacts } from "./server-facts.ts";

/** Answers as Chronos does, and under `/local/v1` for itself. */
export function createHandler({ engine, facts }: { readonly engine: Engine; readonly facts: ServerFacts }): Handler {
	const faithful = Object.values(engine.state.settings.deviations).every((isOn) => !isOn);
	const rules = createHttpRules(facts.rules ?? { faithful });
	const server: Server = { engine, facts, rules, texts: createJobTexts(facts) };
	const router = createRouter(facts.dialect);
	return async (request) => {
		try {
			return withoutBodyOfHead(request, await answer(server, router, request));
		} catch (error) {
			facts.report(error);
			return withoutBodyOfHead(request, withCommonHeaders(server, request, failure(server, request, error)));
		}
	};
}

async function answer(server: Server, router: Router, request: LocalRequest): Promise<Reply> {
	const target = parseTarget(request.target);
	if (target === undefined) return withCommonHeaders(server, request, refuseTarget(server, request));
	const isLocal = isLocalTarget(target);
	// Before all filters, so that not even the headers of the filters are there (contract §1.6).
	if (!isAllowed(server, request)) return serverHeader(server, unauthorized(target, isLocal));
	if (isForeign(request) && !isSafe(request.method)) return serverHeader(server, refuseForeign(isLocal));
	if (isLocal) return withCommonHeaders(server, request, await answerLocal(server, { request, target }));
	const reply = await answerChronos(server, router, { request, target });
	return withCommonHeaders(server, request, await compressed(request, reply));
}

function isAllowed({ facts }: Server, { headers }: LocalRequest): boolean {
	return facts.credentials === undefined || isAuthorized(headers["authorization"], facts.credentials);
}

function unauthorized(target: Target, isLocal: boolean): Reply {
	const refusal = isLocal
		? localError(401, { code: "unauthorized", message: "the request has no valid user and password" })
		: pageReply(401, target.path);
	return withHeaders(refusal, { "www-authenticate": 'basic realm="Mesosphere"' });
}

// Deviation from contract §1.7: whoever could reach this port from a web page could run commands as its owner.
function refuseForeign(isLocal: boolean): Reply {
	const message = "the request comes from a page of another site";
	return isLocal ? localError(403, { code: "foreign-origin", message }) : apiResult(403, message);
}

function refuseTarget({ rules }: Server, { target }: LocalRequest): Reply {
	return rules.jsonForBadInput ? apiResult(400, "the path has an escape that is none") : pageReply(400, target);
}

function failure(server: Server, { target }: LocalRequest, error: unknown): Reply {
	const text = error instanceof Error ? error.message : String(error);
	const status = failureStatus(error);
	if (target.startsWith("/local/v1")) return localError(status, { code: failureCodes[status], message: text });
	return complain(server, { status, ...(status === 500 && { exception: "java.lang.RuntimeException" }), text });
}

const failureCodes = { 500: "internal", 503: "unavailable", 507: "store-full" } as const;

/** Everybody may read, as with Chronos, but the pages of other sites (contract §1.7). */
function withCommonHeaders(server: Server, request: LocalRequest, reply: Reply): Reply {
	const { "access-control-allow-origin": own = "*", ...others } = reply.headers;
	const isOpen = own !== "" && !isForeign(request);
	return serverHeader(server, {
		...reply,
		headers: isOpen ? { "access-control-allow-origin": own, ...others } : others,
	});
}

function serverHeader({ facts }: Server, reply: Reply): Reply {
	const jetty = facts.dialect === "3.x" ? "9.3.z" : "8.y.z";
	return { ...reply, headers: { server: `Jetty(${jetty}-SNAPSHOT)`, ...reply.headers } };
}

/** A route that holds something open for its body has let go of it. */
function withoutBodyOfHead({ method }: LocalRequest, reply: Reply): Reply {
	return method === "HEAD" ? { ...reply, body: "" } : reply;
}
