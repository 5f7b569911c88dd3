import { STATUS_CODES } from "node:http";
import type { Reply } from "./handler.ts";

/** What goes out while nobody has said how: the router puts the rest around it. */
export function jsonReply(body: Reply["body"], headers: Reply["headers"] = {}): Reply {
	return { status: 200, headers: { "content-type": "application/json", ...headers }, body };
}

export function textReply(body: Reply["body"]): Reply {
	return { status: 200, headers: { "content-type": "text/plain" }, body };
}

export function noContent(headers: Reply["headers"] = {}): Reply {
	return { status: 204, headers, body: "" };
}

/** How the router of Chronos says no: a status and nothing else (contract §1.3, family B). */
export function bareReply(status: number, headers: Reply["headers"] = {}): Reply {
	return { status, headers, body: "" };
}

/** The object with which Chronos refuses (contract §1.3, family A). */
export function apiResult(status: number, message: string): Reply {
	const body = JSON.stringify({ message, status: STATUS_CODES[status] ?? String(status) });
	return { status, headers: { "content-type": "application/json" }, body };
}

/** The page of the web server around Chronos (contract §1.3, family C). */
export function pageReply(status: number, path: string, reason = STATUS_CODES[status] ?? ""): Reply {
	const body = latin1(`<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} </title>
</head>
<body>
<h2>HTTP ERROR: ${status}</h2>
<p>Problem accessing ${escapeXml(path)}. Reason:
<pre>    ${escapeXml(reason)}</pre></p>
<hr /><a href="http://eclipse.org/jetty">Powered by Jetty:// 9.3.z-SNAPSHOT</a><hr/>
</body>
</html>
`);
	return { status, headers: { ...pageHeaders, "content-length": String(body.length) }, body };
}

/** A text of the servlets beside the router, which know its length (contract §1.1). */
export function servletReply(text: string, contentType: string): Reply {
	const body = Buffer.from(text, "utf8");
	return {
		status: 200,
		headers: { "content-type": contentType, "cache-control": uncached, "content-length": String(body.length) },
		body,
	};
}

export function withHeaders(reply: Reply, headers: Reply["headers"]): Reply {
	return { ...reply, headers: { ...reply.headers, ...headers } };
}

export function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const uncached = "must-revalidate,no-cache,no-store";
const pageHeaders = { "content-type": "text/html;charset=iso-8859-1", "cache-control": uncached };

function latin1(text: string): Uint8Array {
	return Buffer.from(text.replaceAll(/[^\0-\u00FF]/g, "?"), "latin1");
}
