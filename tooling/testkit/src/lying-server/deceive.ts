import { mutate } from "../mutate.ts";
import { random } from "../random.ts";
import type { Lie, LieName, Lies } from "./lies.ts";
import { nginxPage, noContent, page, refusal, type Reply } from "./replies.ts";
import { isRecord } from "./stored-job.ts";

export interface Hearing {
	readonly method: string;
	readonly path: string;
	/** The path with what stands after the question mark. */
	readonly url: string;
	readonly job: string | undefined;
}

/** The path under which the server is found as well, for redirects. */
export const elsewhere = "/elsewhere";

/** An answer that is given before anybody looks at the request. */
export function deceiveBefore(hearing: Hearing, lies: Lies): Reply | undefined {
	for (const { name, fits, answer } of beforehand) {
		const lie = fits(hearing) ? lies.take(name, hearing.job) : undefined;
		if (lie !== undefined) return answer(hearing, lie);
	}
	return undefined;
}

/** What is made of an honest answer. */
export function deceiveAfter(reply: Reply, hearing: Hearing, lies: Lies): Reply {
	for (const { name, fits, twist } of afterwards) {
		const lie = fits(reply, hearing) ? lies.take(name, hearing.job) : undefined;
		if (lie !== undefined) return twist(reply, hearing, lie);
	}
	return reply;
}

/** What is said without the right credentials (contract §1.6). */
export function unauthorized(path: string): Reply {
	const refused = page(401, path);
	return { ...refused, headers: { ...refused.headers, "WWW-Authenticate": 'basic realm="Mesosphere"' } };
}

const always = () => true;

const beforehand: readonly {
	readonly name: LieName;
	readonly fits: (hearing: Hearing) => boolean;
	readonly answer: (hearing: Hearing, lie: Lie) => Reply;
}[] = [
	{ name: "not-chronos", fits: always, answer: ({ path }, { status }) => nginxPage(path, status) },
	{
		name: "redirect",
		fits: ({ path }) => !path.startsWith(elsewhere),
		answer: ({ url }, { status = 307, to = elsewhere }) => ({
			status,
			headers: { Location: `${to}${url}` },
			body: "",
			hasLength: true,
		}),
	},
	{ name: "unauthorized", fits: always, answer: ({ path }) => unauthorized(path) },
	{ name: "html-500", fits: always, answer: ({ path }) => page(500, path, nullPointer) },
	{
		name: "summary-500",
		fits: ({ path }) => /\/(?:jobs\/summary|jobs\/search|graph\/\w+)\/?$/.test(path),
		answer: () => refusal(500, "java.util.NoSuchElementException: None.get"),
	},
	{ name: "dropped-but-204", fits: ({ method }) => method !== "GET", answer: () => noContent },
];

const isWritten = ({ status }: Reply, { method }: Hearing) => method !== "GET" && status < 300;
const isRefused = ({ status }: Reply) => status >= 400;
const isJson = ({ status, headers }: Reply, { method }: Hearing) =>
	method === "GET" && status === 200 && headers["Content-Type"] === "application/json";

const afterwards: readonly {
	readonly name: LieName;
	readonly fits: (reply: Reply, hearing: Hearing) => boolean;
	readonly twist: (reply: Reply, hearing: Hearing, lie: Lie) => Reply;
}[] = [
	{ name: "stored-but-500", fits: isWritten, twist: (_, { path }) => page(500, path, nullPointer) },
	{ name: "stored-but-reset", fits: isWritten, twist: (reply) => ({ ...reply, cut: "before head" }) },
	{ name: "proxied-400", fits: isRefused, twist: (reply) => ({ ...reply, body: "", hasLength: false }) },
	{
		name: "proxied-400-truncated",
		fits: isRefused,
		twist: (reply) => ({ ...reply, hasLength: true, cut: "after head" }),
	},
	{
		name: "garbled",
		fits: ({ status }, { method }) => method === "GET" && status === 200,
		twist: (reply, _, { seed = 0 }) => ({ ...reply, body: mutate(reply.body ?? "", random(seed)) }),
	},
	{
		name: "wrong-types",
		fits: isJson,
		twist: (reply) => ({ ...reply, body: JSON.stringify(twisted(JSON.parse(reply.body ?? ""))) }),
	},
];

const nullPointer = "java.lang.NullPointerException";

function twisted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(twisted);
	if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, twisted(item)]));
	if (typeof value === "string") return value.length;
	return typeof value === "number" ? String(value) : [value];
}
