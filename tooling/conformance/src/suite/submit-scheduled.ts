import { Buffer } from "node:buffer";
import { isFailedRequirement, isNoContent, isPage, isRefusal, isShortRefusal } from "../answers.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const badName = "the job's name is invalid. Allowed names: '([\\w\\.-]+)'";
const nullPointer = "java.lang.NullPointerException";
const files = { uris: ["http://files.example/a"], fetch: [{ uri: "http://files.example/b" }] };

const goodEndings = ["a", "A9", "under_score", "dots.and-dashes", "-", "...", "x".repeat(300)];
const badEndings = ["a b", "a#b", "é", "a/b", "a:b", "a,b", "a;b", "a\nb", "a\n", "a+b", "a%20b", "漢"];

/** How else the text of a job may be sent (contract §1.8). */
const encodings: readonly (readonly [about: string, encode: (text: string) => Uint8Array])[] = [
	["UTF-16, little end first,", (text) => Buffer.from(text, "utf16le")],
	["UTF-16, big end first,", (text) => Buffer.from(text, "utf16le").swap16()],
	[
		"UTF-32, big end first,",
		(text) => Buffer.concat(Array.from(text, (letter) => Buffer.from([0, 0, 0, letter.charCodeAt(0)]))),
	],
	["trailing garbage", (text) => Buffer.from(`${text} and more`)],
	["blanks around the object", (text) => Buffer.from(`\r\n\t ${text} \n`)],
];

/** Bodies that are no job, and how the page begins that says so (contract §1.8, §3.1). */
const noJobs: readonly (readonly [about: string, body: string, reason: string])[] = [
	["an array", "[]", nullPointer],
	["a text", '"x"', nullPointer],
	["a number", "5", nullPointer],
	["an array of jobs", '[{"name":"x","command":"true"}]', nullPointer],
	["an object without name", '{"command":"true","schedule":"R//P1D"}', nullPointer],
	["an empty object", "{}", nullPointer],
	["JSON that breaks off", '{"name":"x",', "javax.servlet.ServletException: com.fasterxml.jackson.core."],
	["no JSON at all", "name=x", "javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: "],
	[
		"a trailing comma",
		'{"name":"x",}',
		"javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: ",
	],
	["single quotes", "{'name':'x'}", "javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: "],
];

export const submitScheduled: Topic = {
	name: "POST iso8601",
	tests: [
		{
			name: "creating a job is 204 without a body",
			section: "§1.4.6",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule })),
		},
		{
			name: "updating a job is 204 without a body",
			section: "§1.4.6",
			run: async (chronos) => isNoContent(await chronos.put({ name: await chronos.create(), schedule })),
		},
		{
			name: "a created job can be seen within a second",
			section: "§5.1",
			run: async (chronos) => {
				const name = chronos.name();
				await chronos.put({ name, schedule });
				await chronos.waitFor("it is there", () => chronos.has(name), 1000);
			},
		},
		...goodEndings.map((ending): ChronosTest => ({
			name: `a name may end in ${ending.length > 20 ? `${ending.length} letters` : ending}`,
			section: "§3.1",
			run: async (chronos) => {
				const name = chronos.name(ending);
				equal("the name", (await chronos.job(await chronos.create({ name })))["name"], name);
			},
		})),
		...badEndings.map((ending): ChronosTest => ({
			name: `no name has ${JSON.stringify(ending)} in it`,
			section: "§3.1",
			run: async (chronos) => isFailedRequirement(await chronos.put({ name: chronos.name(ending), schedule }), badName),
		})),
		{
			name: "a name is not empty",
			section: "§3.1",
			run: async (chronos) => isFailedRequirement(await chronos.put({ name: "", schedule }), badName),
		},
		{
			name: "an unparsable schedule is told in one short sentence",
			section: "§3.1",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule: "daily" }),
					"Cannot parse schedule 'daily' (wtf bro)",
				),
		},
		{
			name: "a start before 1970 is told in one short sentence",
			section: "§3.1",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule: "R/1969-12-31T00:00:00Z/P1D" }),
					"Scheduled start date '1969-12-31T00:00:00.000Z' is before 1970!",
				),
		},
		{
			name: "a start before 1970 is told with its own offset",
			section: "§3.1",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule: "R/1969-12-31T10:00:00+02:00/P1D" }),
					"Scheduled start date '1969-12-31T10:00:00.000+02:00' is before 1970!",
				),
		},
		{
			name: "the first second of 1970 is before 1970",
			section: "§3.1",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule: "R/1970-01-01T00:00:00Z/P1D" }),
					"Scheduled start date '1970-01-01T00:00:00.000Z' is before 1970!",
				),
		},
		{
			name: "the second second of 1970 is not before 1970",
			section: "§3.1",
			run: async (chronos) =>
				isNoContent(
					await chronos.put({ name: chronos.name(), disabled: true, schedule: "R/1970-01-01T00:00:01Z/P1D" }),
				),
		},
		{
			name: "uris and fetch together are told in one short sentence",
			section: "§3.1",
			run: async (chronos) => {
				const name = chronos.name();
				isShortRefusal(
					await chronos.put({ name, schedule, ...files }),
					`Tried to add both uri (deprecated) and fetch parameters on ${name}`,
				);
			},
		},
		{
			name: "empty uris do not clash with fetch",
			section: "§3.1",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule, ...files, uris: [] })),
		},
		{
			name: "the name is looked at before the schedule",
			section: "§3.1",
			run: async (chronos) =>
				isFailedRequirement(await chronos.put({ name: chronos.name("a b"), schedule: "daily" }), badName),
		},
		{
			name: "the schedule is looked at before uris and fetch",
			section: "§3.1",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule: "x", ...files }),
					"Cannot parse schedule 'x' (wtf bro)",
				),
		},
		{
			name: "a refused job is not stored",
			section: "§3.1",
			run: async (chronos) => {
				const name = chronos.name();
				await chronos.put({ name, schedule: "daily" });
				holds("it is not there", !(await chronos.has(name)));
			},
		},
		{
			name: "a command may be missing",
			section: "§2.3",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule })),
		},
		{
			name: "a job that never ends is not asked for an owner",
			section: "§3.5",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule, owner: "" })),
		},
		...encodings.map(([about, encode]): ChronosTest => ({
			name: `${about} is read all the same`,
			section: "§1.8",
			run: async (chronos) => {
				const name = chronos.name();
				isNoContent(await chronos.putText(encode(JSON.stringify({ name, schedule, owner: "o" }))));
				await chronos.waitFor("it is there", () => chronos.has(name));
				equal("owner", (await chronos.job(name))["owner"], "o");
			},
		})),
		...noJobs.map(([about, body, reason]): ChronosTest => ({
			name: `${about} instead of a job is 500 as HTML`,
			section: "§1.8",
			run: async (chronos) => isPage(await chronos.putText(body), 500, reason),
		})),
		...(["", "null"] as const).map((body): ChronosTest => ({
			name: `${body === "" ? "an empty body" : "a body of null"} is 500 as JSON`,
			section: "§1.8",
			run: async (chronos) => isRefusal(await chronos.putText(body), nullPointer, 500),
		})),
		{
			name: "a body of a megabyte less a little is taken",
			section: "§3.5",
			run: async (chronos) =>
				isNoContent(await chronos.put({ name: chronos.name(), schedule, description: "x".repeat(1_000_000) })),
		},
		{
			name: "a body may come in chunks",
			section: "§1.1",
			run: async (chronos) => {
				const name = chronos.name();
				const body = JSON.stringify({ name, schedule });
				const half = body.length >> 1;
				const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
				const text = await chronos.raw(
					`POST ${chronos.api}/iso8601 HTTP/1.1\r\n{common}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk(body.slice(0, half))}${chunk(body.slice(half))}0\r\n\r\n`,
				);
				equal("the status line", text.split("\r\n")[0]?.slice(0, 12), "HTTP/1.1 204");
			},
		},
		{
			name: "a body of two megabytes is taken",
			section: "§1.1",
			run: async (chronos) =>
				isNoContent(await chronos.put({ name: chronos.name(), schedule, description: "x".repeat(2_000_000) })),
		},
		{
			name: "a submit that no machine can hold is taken without a word",
			section: "§5.4",
			run: async (chronos) => {
				const reply = await chronos.put({ name: chronos.name(), schedule, cpus: 1_000_000 });
				isNoContent(reply);
				equal("Warning", reply.headers["warning"], undefined);
			},
		},
		{
			name: "a query on a submit is ignored",
			section: "§1.4.6",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule }, "iso8601?name=x&y")),
		},
		{
			name: "arguments with a line break are taken",
			section: "§5.2",
			run: async (chronos) =>
				isNoContent(await chronos.put({ name: chronos.name(), schedule, arguments: ["a\nb"], disabled: true })),
		},
	],
};
