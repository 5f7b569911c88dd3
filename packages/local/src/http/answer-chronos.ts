import type { LocalRequest, Reply } from "./handler.ts";
import { accepts, isJsonType, isReadableAsJson } from "./negotiation.ts";
import type { Target } from "./read-target.ts";
import { bareReply, escapeXml, pageReply, servletReply, withHeaders } from "./reply.ts";
import type { Route } from "./route.ts";
import { allowOf, type Place, type Router } from "./router.ts";
import type { Server } from "./server.ts";

export interface Question {
	readonly request: LocalRequest;
	readonly target: Target;
}

/** Answers what a Chronos answers, and says no as it does to the rest (contract §1.8). */
export async function answerChronos(server: Server, router: Router, question: Question): Promise<Reply> {
	const { target } = question;
	const place = router.find(target.segments);
	if (place !== undefined) return answerAt(server, place, question);
	return isRouted(router, target) ? answerUnrouted(router, question) : answerOutside(server, question);
}

async function answerAt(server: Server, place: Place, { request, target }: Question): Promise<Reply> {
	const { method } = request;
	const route = place.routes.get(method === "HEAD" ? "GET" : method);
	if (route === undefined) return refuseMethod(place, { request, target });
	const refused = route.isServlet === true ? undefined : findMismatch(route, request);
	if (refused !== undefined) return bareReply(refused);
	const { path, query } = target;
	const reply = await route.answer(server, { request, path, params: place.params, query });
	return target.segments[0] === "ping" ? asPing(reply, request) : reply;
}

/** What the client sends or wants is not what this call takes or gives. */
function findMismatch({ takes, gives = "application/json", hasBody = false }: Route, { headers }: LocalRequest) {
	const type = headers["content-type"] || undefined;
	if (type !== undefined && !isTaken(type, takes)) return 415;
	if (!accepts(headers["accept"], gives)) return 406;
	// A body of an unknown kind is taken for bytes, which no reader understands.
	return hasBody && type === undefined ? 415 : undefined;
}

function isTaken(type: string, takes: Route["takes"]): boolean {
	if (takes === undefined) return true;
	return takes === "json" ? isJsonType(type) : isReadableAsJson(type);
}

function refuseMethod(place: Place, { request, target }: Question): Reply {
	const allow = { allow: allowOf(place) };
	const isServlet = [...place.routes.values()].some((route) => route.isServlet === true);
	if (request.method === "OPTIONS") return isServlet ? { ...bareReply(200), headers: allow } : bareReply(204, allow);
	return isServlet ? refuseServletMethod(request.method, target) : bareReply(405, allow);
}

function refuseServletMethod(method: string, { path }: Target): Reply {
	return pageReply(405, path, `HTTP method ${method} is not supported by this URL`);
}

/** Ping says itself who may read it, and without an origin nobody (contract §1.4.16). */
function asPing(reply: Reply, { headers }: LocalRequest): Reply {
	return withHeaders(reply, { "access-control-allow-origin": headers["origin"] ?? "" });
}

function isRouted({ prefix }: Router, { segments }: Target): boolean {
	return segments.length > prefix.length && prefix.every((part, index) => segments[index] === part);
}

function answerUnrouted(router: Router, { request, target }: Question): Reply {
	if (target.segments.at(-1) !== "application.wadl" || request.method !== "GET") return bareReply(404);
	return servletReply(wadl(router), "application/vnd.sun.wadl+xml");
}

function wadl(router: Router): string {
	const resources = router.list().map(([path, methods]) => {
		const names = methods.map((method) => `<method name="${method}"/>`);
		return `<resource path="${escapeXml(path)}">${names.join("")}</resource>`;
	});
	return `<application xmlns="http://wadl.dev.java.net/2009/02"><resources base="/">${resources.join("")}</resources></application>\n`;
}

const readable = new Set(["GET", "HEAD", "POST"]);

function answerOutside({ facts }: Server, { request, target }: Question): Reply {
	const { method } = request;
	if (target.path === "/" && (method === "GET" || method === "HEAD")) return frontPage(facts.version);
	if (method === "OPTIONS") return { ...bareReply(200), headers: { allow: "GET,HEAD,POST,OPTIONS" } };
	return readable.has(method) ? pageReply(404, target.path) : refuseServletMethod(method, target);
}

function frontPage(version: string): Reply {
	const links = ["/v1/scheduler/jobs/summary", "/local/v1", "/local/v1/openapi.json"]
		.map((path) => `<li><a href="${path}">${path}</a></li>`)
		.join("");
	const text = `<!doctype html><html><head><title>chronos-job</title></head><body><h1>chronos-job ${escapeXml(version)}</h1><p>A Chronos on this machine.</p><ul>${links}</ul></body></html>\n`;
	return servletReply(text, "text/html;charset=utf-8");
}
