import { STATUS_CODES } from "node:http";

export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Undefined where Chronos sends no body at all. */
	readonly body: string | undefined;
	/** Without it the body goes out in chunks, as Chronos does it (contract §1.1). */
	readonly hasLength?: boolean;
	/** How the connection ends: as HTTP says, cut after the head, or cut before it. */
	readonly cut?: "after head" | "before head";
}

export function json(text: string): Reply {
	return { status: 200, headers: { "Content-Type": "application/json" }, body: text };
}

export function text(body: string): Reply {
	return { status: 200, headers: { "Content-Type": "text/plain" }, body };
}

export const noContent: Reply = { status: 204, headers: {}, body: undefined };

/** Family A: a refusal in JSON; `trace` makes the message a whole stack trace (contract §1.3). */
export function refusal(status: number, message: string, { trace = true } = {}): Reply {
	const whole = trace ? `${message}${traceLines}` : message;
	return {
		status,
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ message: whole, status: STATUS_CODES[status] }),
	};
}

export function requirement(sentence: string): Reply {
	return refusal(400, `java.lang.IllegalArgumentException: requirement failed: ${sentence}`);
}

/** Family B: a status and an empty body. */
export function bare(status: number, headers: Reply["headers"] = {}): Reply {
	return { status, headers, body: "", hasLength: true };
}

/** Family C: a page of the web server; its own failures close the connection. */
export function page(status: number, path: string, reason = STATUS_CODES[status] ?? ""): Reply {
	const body = `<html>
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
`;
	return {
		status,
		headers: {
			"Content-Type": "text/html;charset=iso-8859-1",
			"Cache-Control": "must-revalidate,no-cache,no-store",
			...(status >= 500 && { Connection: "close" }),
		},
		body,
		hasLength: true,
	};
}

/** Family D: how 2.x refuses (contract §1.9). */
export function plainRefusal(status: number, sentence: string): Reply {
	return { status, headers: { "Content-Type": "application/json" }, body: sentence };
}

export function servletText(body: string, contentType: string): Reply {
	return {
		status: 200,
		headers: { "Content-Type": contentType, "Cache-Control": "must-revalidate,no-cache,no-store" },
		body,
		hasLength: true,
	};
}

/** What a fresh nginx says. */
export function nginxPage(path: string, status = path === "/" ? 200 : 404): Reply {
	const title = status === 200 ? "Welcome to nginx!" : `${status} ${STATUS_CODES[status] ?? ""}`;
	return {
		status,
		headers: { "Content-Type": "text/html", Server: "nginx/1.18.0 (Ubuntu)" },
		body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.18.0 (Ubuntu)</center>\r\n</body>\r\n</html>\r\n`,
		hasLength: true,
	};
}

function escapeXml(raw: string): string {
	return raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const traceLines = [
	"scala.Predef$.require(Predef.scala:224)",
	"org.apache.mesos.chronos.scheduler.api.JobManagementResource.getJob(JobManagementResource.scala:190)",
	"sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)",
	"com.sun.jersey.spi.container.servlet.ServletContainer.service(ServletContainer.java:409)",
	"org.eclipse.jetty.server.HttpConnection.onFillable(HttpConnection.java:245)",
	"java.lang.Thread.run(Thread.java:745)",
]
	.map((line) => `\n\tat ${line}`)
	.join("");
