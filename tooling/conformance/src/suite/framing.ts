import { gunzipSync } from "node:zlib";
import { isStatus } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";
import type { Reply } from "../send.ts";

/** Answers of every sort, by what they are. */
const answers: readonly (readonly [about: string, ask: (chronos: Chronos) => Promise<Reply>])[] = [
	["a list", (chronos) => chronos.call("GET", "jobs")],
	["a 204", (chronos) => chronos.put({ name: chronos.name(), schedule })],
	["a 400", (chronos) => chronos.call("GET", `job/${chronos.name()}`)],
	["a 404", (chronos) => chronos.call("GET", "nope")],
	["a 405", (chronos) => chronos.call("DELETE", "jobs")],
	["a 406", (chronos) => chronos.call("GET", "graph/dot", { headers: { Accept: "application/json" } })],
	["a 415", (chronos) => chronos.call("GET", "jobs", { headers: { "Content-Type": "text/plain" } })],
];

const listOf = (chronos: Chronos, headers: Readonly<Record<string, string>>): Promise<Reply> =>
	chronos.call("GET", "jobs", { headers });

export const framing: Topic = {
	name: "headers and framing",
	tests: [
		...answers.map(([about, ask]): ChronosTest => ({
			name: `${about} may be read by pages of any origin`,
			section: "§1.7",
			run: async (chronos) => equal("the header", (await ask(chronos)).headers["access-control-allow-origin"], "*"),
		})),
		...answers.map(([about, ask]): ChronosTest => ({
			name: `${about} says when and by whom`,
			section: "§1.1",
			run: async (chronos) => {
				const { headers } = await ask(chronos);
				matches("Date", headers["date"], /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
				matches("Server", headers["server"], /^Jetty\(/);
			},
		})),
		...answers.map(([about, ask]): ChronosTest => ({
			name: `${about} has neither cookie nor ETag nor caching headers`,
			section: "§1.1",
			run: async (chronos) => {
				const { headers } = await ask(chronos);
				const found = ["set-cookie", "etag", "last-modified", "expires", "cache-control", "location"].filter(
					(name) => headers[name] !== undefined,
				);
				equal("what is there", found, []);
			},
		})),
		...[
			"access-control-allow-methods",
			"access-control-allow-headers",
			"access-control-max-age",
			"access-control-allow-credentials",
		].map((header): ChronosTest => ({
			name: `there is no ${header}`,
			section: "§1.7",
			run: async (chronos) =>
				equal("the header", (await listOf(chronos, { Origin: "http://elsewhere.example" })).headers[header], undefined),
		})),
		{
			name: "a 204 has neither length nor chunks",
			section: "§1.1",
			run: async (chronos) => {
				const { headers } = await chronos.put({ name: chronos.name(), schedule });
				equal("both headers", [headers["content-length"], headers["transfer-encoding"]], [undefined, undefined]);
			},
		},
		{
			name: "a JSON answer has a length or comes in chunks, never both",
			section: "§1.1",
			run: async (chronos) => {
				const { headers, bytes } = await chronos.call("GET", "jobs");
				const length = headers["content-length"];
				if (length === undefined) equal("Transfer-Encoding", headers["transfer-encoding"], "chunked");
				else equal("both headers", [length, headers["transfer-encoding"]], [String(bytes.length), undefined]);
			},
		},
		{
			name: "the content type of JSON has no charset",
			section: "§1.1",
			run: async (chronos) =>
				equal("the header", (await chronos.call("GET", "jobs")).headers["content-type"], "application/json"),
		},
		{
			name: "a GET that accepts gzip is compressed",
			section: "§1.1",
			run: async (chronos) => {
				const name = await chronos.create();
				const reply = await chronos.call("GET", `job/${name}`, { headers: { "Accept-Encoding": "gzip, deflate" } });
				equal("Content-Encoding", reply.headers["content-encoding"], "gzip");
				const plain = await chronos.call("GET", `job/${name}`);
				equal("the body", gunzipSync(reply.bytes).toString("utf8"), plain.text);
			},
		},
		{
			name: "a GET that accepts nothing is not compressed",
			section: "§1.1",
			run: async (chronos) => {
				await chronos.create();
				equal("Content-Encoding", (await listOf(chronos, {})).headers["content-encoding"], undefined);
			},
		},
		{
			name: "a refusal is not compressed",
			section: "§1.1",
			run: async (chronos) => {
				const reply = await chronos.call("GET", `job/${chronos.name()}`, { headers: { "Accept-Encoding": "gzip" } });
				equal("Content-Encoding", reply.headers["content-encoding"], undefined);
			},
		},
		{
			name: "a body of less than 16 bytes is not compressed",
			section: "§1.1",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "jobs/search?name=zzz-none", {
					headers: { "Accept-Encoding": "gzip" },
				});
				equal("Content-Encoding", reply.headers["content-encoding"], undefined);
			},
		},
		{
			name: "an answer to a PUT is not compressed",
			section: "§1.1",
			run: async (chronos) => {
				const reply = await chronos.call("PUT", `job/success/${await chronos.create()}`, {
					headers: { "Accept-Encoding": "gzip" },
				});
				equal("Content-Encoding", reply.headers["content-encoding"], undefined);
			},
		},
		{
			name: "a JSON answer to a GET varies with what is accepted",
			section: "§1.1",
			run: async (chronos) => {
				await chronos.create();
				matches("Vary", (await listOf(chronos, {})).headers["vary"], /Accept-Encoding/);
			},
		},
		{
			name: "a connection is kept for more requests",
			section: "§1.1",
			run: async (chronos) => {
				const get = (path: string) => `GET ${chronos.api}/${path} HTTP/1.1\r\n{common}\r\n\r\n`;
				const paths = ["jobs", "nope", "jobs/summary", `job/${chronos.name()}`, "leader"];
				const replyCount = (text: string) => text.split("HTTP/1.1 ").length - 1;
				const text = await chronos.raw(paths.map(get).join(""), (all) => all.includes('"leader"'));
				equal("how many answers came", replyCount(text), paths.length);
			},
		},
		{
			name: "requests that were sent together are answered in their order",
			section: "§1.1",
			run: async (chronos) => {
				const name = chronos.name();
				const get = (path: string) => `GET ${chronos.api}/${path} HTTP/1.1\r\n{common}\r\n`;
				const text = await chronos.raw(
					`${get(`job/${name}-1`)}\r\n${get("nope")}\r\n${get(`job/${name}-2`)}Connection: close\r\n\r\n`,
				);
				const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
				equal("the statuses", statuses, ["400", "404", "400"]);
				holds("the first comes first", text.indexOf(`${name}-1`) < text.indexOf(`${name}-2`), text);
			},
		},
		{
			name: "a client of HTTP/1.0 is answered, and the connection closed",
			section: "§1.1",
			run: async (chronos) => {
				const text = await chronos.raw(`GET /ping HTTP/1.0\r\n{common}\r\n\r\n`);
				matches("the status line", text.split("\r\n")[0], /^HTTP\/1\.[01] 200 /);
				holds("the body is whole", text.endsWith("\r\n\r\npong\n"), text);
			},
		},
		{
			name: "Expect: 100-continue is answered",
			section: "§1.1",
			run: async (chronos) => {
				const body = JSON.stringify({ name: chronos.name(), schedule });
				const text = await chronos.raw(
					`POST ${chronos.api}/iso8601 HTTP/1.1\r\n{common}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n${body}`,
				);
				const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
				holds("it is taken", statuses.at(-1) === "204", text);
			},
		},
		{
			name: "names of headers may have any case",
			section: "§1.1",
			run: async (chronos) => {
				const headers = { "content-TYPE": "application/json" };
				isStatus(
					await chronos.call("POST", "iso8601", { headers, body: JSON.stringify({ name: chronos.name(), schedule }) }),
					204,
				);
			},
		},
		{
			name: "a submit with HTML as what is accepted is 406 or taken, never an error page",
			section: "§1.8",
			run: async (chronos) => {
				const headers = { "Content-Type": "application/json", Accept: "text/html" };
				const reply = await chronos.call("POST", "iso8601", {
					headers,
					body: JSON.stringify({ name: chronos.name(), schedule }),
				});
				holds("it is 406 or 204", reply.status === 406 || reply.status === 204, reply.status);
				equal("the length of the body", reply.bytes.length, 0);
			},
		},
		{
			name: "20 submits and 20 lists at once are all answered",
			section: "§1.1",
			run: async (chronos) => {
				const submits = Array.from({ length: 20 }, () => chronos.put({ name: chronos.name(), schedule }));
				const lists = Array.from({ length: 20 }, () => chronos.call("GET", "jobs"));
				equal(
					"the statuses of the submits",
					new Set((await Promise.all(submits)).map(({ status }) => status)),
					new Set([204]),
				);
				for (const reply of await Promise.all(lists))
					holds("every list is JSON", Array.isArray(reply.json()), reply.text);
			},
		},
		{
			name: "20 updates of one job at once leave one of them whole",
			section: "§3.2",
			run: async (chronos) => {
				const name = await chronos.create();
				const owners = Array.from({ length: 20 }, (_, nth) => `owner-${nth}`);
				await Promise.all(owners.map((owner) => chronos.put({ name, schedule, owner, ownerName: owner })));
				const job = await chronos.job(name);
				holds("the owner is one of them", owners.includes(String(job["owner"])), job["owner"]);
				equal("ownerName", job["ownerName"], job["owner"]);
			},
		},
	],
};
