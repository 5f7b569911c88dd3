import { gzipSync } from "node:zlib";
import type { RawAnswer } from "@chronos-job/testkit";
import type { ErrorCode } from "@chronos-job/core";

export const says =
	(text: string | Buffer): RawAnswer =>
	(socket) =>
		socket.end(text, "latin1");
export const begins =
	(text: string): RawAnswer =>
	(socket) =>
		socket.write(text, "latin1");
export const head = (...lines: readonly string[]) => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
export const json = "Content-Type: application/json";
export const whole = (body: string, ...lines: readonly string[]) =>
	head(json, `Content-Length: ${Buffer.byteLength(body, "latin1")}`, ...lines) + body;
const chunked = head(json, "Transfer-Encoding: chunked");

/** Sends for as long as somebody takes it. */
export const endlessly =
	(start: string, piece: string): RawAnswer =>
	(socket) => {
		const more = () => {
			while (!socket.destroyed && socket.writable && socket.write(piece));
		};
		socket.on("drain", more);
		socket.write(start);
		more();
	};
const dripping =
	(start: string, piece: string): RawAnswer =>
	(socket) => {
		socket.write(start);
		const timer = setInterval(() => socket.write(piece), 20);
		socket.on("close", () => clearInterval(timer));
	};
const resetsAfter =
	(start: string): RawAnswer =>
	(socket) =>
		socket.write(start, () => socket.resetAndDestroy());

/** How not to answer when the list of jobs is asked for. */
export interface Fault {
	readonly name: string;
	readonly answer: RawAnswer;
	readonly ends: ErrorCode | readonly ErrorCode[];
}

export const isNone = "target.not-chronos";
export const isAway = "target.unreachable";
const isSlow = "target.timeout";

export const faults: readonly Fault[] = [
	{ name: "nothing, and hangs up", answer: (socket) => socket.end(), ends: isAway },
	{ name: "nothing, and destroys the connection", answer: (socket) => socket.destroy(), ends: isAway },
	{ name: "a reset", answer: (socket) => socket.resetAndDestroy(), ends: isAway },
	{ name: "nothing at all", answer: () => undefined, ends: isSlow },
	{ name: "half a status line", answer: says("HTTP/1.1 20"), ends: [isNone, isAway] },
	{ name: "half a head", answer: says("HTTP/1.1 200 OK\r\nContent-Ty"), ends: [isNone, isAway] },
	{ name: "half a head and silence", answer: begins("HTTP/1.1 200 OK\r\nContent-Ty"), ends: isSlow },
	{ name: "a head and a reset", answer: resetsAfter(head("Content-Length: 9")), ends: isNone },
	{ name: "a head and silence", answer: begins(chunked), ends: isSlow },
	{ name: "a piece and silence", answer: begins(`${chunked}1\r\n[\r\n`), ends: isSlow },
	{ name: "the greeting of an ssh server", answer: says("SSH-2.0-OpenSSH_9.6\r\n"), ends: isNone },
	{ name: "a page without a head", answer: says("<html>hello</html>"), ends: isNone },
	{ name: "zeros", answer: says(Buffer.alloc(4096)), ends: isNone },
	{ name: "a status of four digits", answer: says("HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\n[]"), ends: isNone },
	{ name: "a head with garbage", answer: says("HTTP/1.1 200 OK\r\nno header\r\n\r\n[]"), ends: isNone },
	{ name: "a header that never ends", answer: endlessly("HTTP/1.1 200 OK\r\nX: ", "x".repeat(9999)), ends: isNone },
	{ name: "a header of 100 kB", answer: says(whole("[]", `X-Long: ${"x".repeat(100_000)}`)), ends: isNone },
	{ name: "headers without end", answer: endlessly("HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(999)), ends: isNone },
	{ name: "drips of a head", answer: dripping("HTTP/1.1 200 OK\r\n", "X: y\r\n"), ends: isSlow },
	{ name: "drips of a body", answer: dripping(chunked, "1\r\n \r\n"), ends: isSlow },
	{ name: "preparations for ever", answer: dripping("", "HTTP/1.1 102 Processing\r\n\r\n"), ends: [isSlow, isNone] },
	{
		name: "another protocol",
		answer: begins("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n"),
		ends: [isNone, isAway],
	},
	{ name: "a body without end", answer: endlessly(head(json), " ".repeat(9999)), ends: isNone },
	{ name: "chunks without end", answer: endlessly(chunked, `1000\r\n${" ".repeat(4096)}\r\n`), ends: isNone },
	{ name: "a length of a terabyte", answer: begins(`${head(json, "Content-Length: 1099511627776")}[`), ends: isNone },
	{ name: "a length that is too long", answer: says(`${head(json, "Content-Length: 9")}[]`), ends: isNone },
	{ name: "a length that is too short", answer: says(`${head(json, "Content-Length: 1")}[]`), ends: isNone },
	{ name: "a length that is none", answer: says(`${head(json, "Content-Length: two")}[]`), ends: isNone },
	{ name: "a negative length", answer: says(`${head(json, "Content-Length: -2")}[]`), ends: isNone },
	{ name: "two lengths", answer: says(`${head("Content-Length: 2", "Content-Length: 3")}[]`), ends: [isNone, isAway] },
	{ name: "a chunk that is cut off", answer: says(`${chunked}5\r\n[]`), ends: isNone },
	{ name: "chunks without the last", answer: says(`${chunked}2\r\n[]\r\n`), ends: isNone },
	{ name: "a chunk with a size that is none", answer: says(`${chunked}zz\r\n[]\r\n0\r\n\r\n`), ends: isNone },
	{
		name: "a chunk of a size beyond all",
		answer: says(`${chunked}${"f".repeat(20)}\r\n[]\r\n0\r\n\r\n`),
		ends: isNone,
	},
	{ name: "a page", answer: says(head("Content-Type: text/html") + "<html>Welcome</html>"), ends: isNone },
	{ name: "an empty body", answer: says(whole("")), ends: isNone },
	{ name: "no content", answer: says("HTTP/1.1 204 No Content\r\n\r\n"), ends: isNone },
	{
		name: "news that nothing is new",
		answer: says("HTTP/1.1 304 Not Modified\r\n\r\n"),
		ends: [isNone, "target.refused"],
	},
	...["null", "{}", "5", '"[]"', "[", "[]]", "[5]", "[null]", "[[]]", "[{}]", '[{"name":"x"}', "\0"].map(
		(body) => ({ name: JSON.stringify(body), answer: says(whole(body)), ends: isNone }) as const,
	),
	{ name: "an array of great depth", answer: says(whole("[".repeat(30_000) + "]".repeat(30_000))), ends: isNone },
	{
		name: "objects of great depth",
		answer: says(whole(`[${'{"a":'.repeat(9999)}1${"}".repeat(9999)}]`)),
		ends: isNone,
	},
	{ name: "a prototype", answer: says(whole('[{"__proto__":{"name":"x"}}]')), ends: isNone },
	{
		name: "a compressed body that nobody asked for",
		answer: says(Buffer.concat([Buffer.from(head(json, "Content-Encoding: gzip")), gzipSync("[]")])),
		ends: [isNone],
	},
	{ name: "another status", answer: says("HTTP/1.1 599 Strange\r\nContent-Length: 0\r\n\r\n"), ends: "target.refused" },
	{
		name: "a rest of an error",
		answer: says("HTTP/1.1 400 Bad\r\nContent-Length: 99\r\n\r\nxy"),
		ends: "target.refused",
	},
	{ name: "an endless error", answer: endlessly("HTTP/1.1 400 Bad\r\n\r\n", "x".repeat(9999)), ends: "target.refused" },
	{
		name: "an error that halts",
		answer: begins("HTTP/1.1 400 Bad\r\nContent-Length: 9\r\n\r\nx"),
		ends: "target.refused",
	},
	{
		name: "a demand for credentials",
		answer: says("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: basic realm=x\r\nContent-Length: 0\r\n\r\n"),
		ends: "target.unauthorized",
	},
	{
		name: "all that it heard",
		answer: (socket, request) => {
			socket.end(`HTTP/1.1 500 Oops\r\nContent-Length: ${request.length}\r\n\r\n${request}`, "latin1");
		},
		ends: "target.refused",
	},
];

/** Ways to say that there are no jobs that look wrong and are not. */
export const quirks: readonly Pick<Fault, "name" | "answer">[] = [
	{ name: "an empty list after a preparation", answer: says(`HTTP/1.1 102 Processing\r\n\r\n${whole("[]")}`) },
	{
		name: "an empty list in small pieces",
		answer: says(`${chunked}1\r\n[\r\n1;x=y\r\n]\r\n0\r\nX: y\r\n\r\n`),
	},
	{ name: "an empty list up to the end of the connection", answer: says(`${head(json)}[]`) },
	{ name: "an empty list in HTTP/1.0", answer: says("HTTP/1.0 200 OK\r\n\r\n[]") },
	{ name: "an empty list with a mark before it", answer: says(whole("\u00EF\u00BB\u00BF[]")) },
	{ name: "an empty list and more than was due", answer: says(`${whole("[]")}${whole("[5]")}`) },
	{ name: "an empty list that is called packed", answer: says(`${head(json, "Content-Encoding: br")}[]`) },
];
