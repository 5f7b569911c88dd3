import { isPage, isStatus } from "../answers.ts";
import { type Chronos, farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";
import type { Reply } from "../send.ts";

const badName = (chronos: Chronos): Promise<Reply> => chronos.put({ name: chronos.name("a b"), schedule });
const malformed = (chronos: Chronos): Promise<Reply> => chronos.putText("{");
const outside = (chronos: Chronos): Promise<Reply> => chronos.request({ path: "/nope" });

function pageOf({
	status,
	reason,
	path,
}: {
	readonly status: number;
	readonly reason: string;
	readonly path: string;
}): string {
	return `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} </title>
</head>
<body>
<h2>HTTP ERROR: ${status}</h2>
<p>Problem accessing ${path}. Reason:
<pre>    ${reason}</pre></p>
<hr /><a href="http://eclipse.org/jetty">Powered by Jetty:// 9.3.z-SNAPSHOT</a><hr/>
</body>
</html>
`;
}

export const errors: Topic = {
	name: "bodies of errors",
	tests: [
		{
			name: "an ApiResult is compact JSON with message and status, in this order",
			section: "§1.3",
			run: async (chronos) => {
				const { text } = await badName(chronos);
				matches("the body", text, /^\{"message":"[^]*","status":"Bad Request"\}$/);
			},
		},
		{
			name: "a failed requirement tells its stack trace",
			section: "§1.3",
			run: async (chronos) => {
				const { message } = (await badName(chronos)).json() as { readonly message: string };
				matches("the second line", message.split("\n")[1], /^\tat scala\.Predef\$\.require\(Predef\.scala:224\)$/);
			},
		},
		{
			name: "an unparsable schedule tells no stack trace",
			section: "§3.1",
			run: async (chronos) => {
				const reply = await chronos.put({ name: chronos.name(), schedule: "x" });
				const { message } = reply.json() as { readonly message: string };
				holds("it is one line", !message.includes("\n"), message);
			},
		},
		{
			name: "the page of an unknown path is Jetty's",
			section: "§1.3",
			run: async (chronos) => {
				const reply = await outside(chronos);
				equal("the body", reply.text.trimEnd(), pageOf({ status: 404, reason: "Not Found", path: "/nope" }).trimEnd());
			},
		},
		{
			name: "a page is not to be cached",
			section: "§1.3",
			run: async (chronos) =>
				equal("Cache-Control", (await outside(chronos)).headers["cache-control"], "must-revalidate,no-cache,no-store"),
		},
		{
			name: "a page has a Content-Length",
			section: "§1.1",
			run: async (chronos) => {
				const reply = await outside(chronos);
				equal("the header", reply.headers["content-length"], String(reply.bytes.length));
			},
		},
		{
			name: "a page about an exception tells which",
			section: "§1.3",
			run: async (chronos) =>
				isPage(await malformed(chronos), 500, "javax.servlet.ServletException: com.fasterxml.jackson.core."),
		},
		{
			name: "a page about an exception closes the connection",
			section: "§1.3",
			run: async (chronos) => equal("Connection", (await malformed(chronos)).headers["connection"], "close"),
		},
		{
			name: "a page about an exception may be read by pages of any origin",
			section: "§1.7",
			run: async (chronos) =>
				equal("the header", (await malformed(chronos)).headers["access-control-allow-origin"], "*"),
		},
		{
			name: "what is wrong with a request hurts no later one",
			section: "§1.3",
			run: async (chronos) => {
				await malformed(chronos);
				await chronos.putText("\u0000\uffff");
				isStatus(await chronos.call("GET", "jobs"), 200);
			},
		},
		...["<b>", "&amp;", '"'].map((text): ChronosTest => ({
			name: `${text} in a path does not become part of the page`,
			section: "§1.3",
			run: async (chronos) => {
				const reply = await chronos.request({ path: `/nope/${encodeURIComponent(text)}` });
				isStatus(reply, 404);
				holds("it is escaped", !reply.text.includes(`/nope/${text}`), reply.text);
			},
		})),
	],
};
