import { escapeXml, jsonReply, servletReply, withHeaders } from "../reply.ts";
import type { Route } from "../route.ts";
import { formatMetrics } from "../metrics.ts";

export const getLeader: Route = {
	gives: "application/json",
	answer: ({ facts }) => jsonReply(JSON.stringify({ leader: facts.leader() })),
};

export const ping: Route = {
	isServlet: true,
	answer: () =>
		withHeaders(servletReply("pong\n", "text/plain;charset=iso-8859-1"), {
			"access-control-allow-credentials": "true",
		}),
};

export const getMetrics: Route = {
	isServlet: true,
	answer: ({ engine }, { query }) => {
		const text = formatMetrics(engine.state);
		const isPretty = query.get("pretty") === "true";
		return servletReply(isPretty ? JSON.stringify(JSON.parse(text), undefined, 2) : text, "application/json");
	},
};

/** There are no loggers here whose level could be changed. */
export const getLogging: Route = {
	isServlet: true,
	answer: ({ facts }) => servletReply(loggingPage(facts.version), "text/html;charset=utf-8"),
};

function loggingPage(version: string): string {
	return `<!doctype html><html><head><title>Logging</title></head><body><h1>Logging</h1><p>chronos-job ${escapeXml(version)} has no loggers to configure.</p></body></html>\n`;
}
