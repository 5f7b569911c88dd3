import { isEmpty, isJson, isNoContent, isPage, isStatus } from "../answers.ts";
import { type Chronos, farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";
import type { Reply } from "../send.ts";

/** Paths below the API's prefix that answer JSON, with a job's name filled in. */
const jsonPaths = [
	"jobs",
	"jobs/summary",
	"jobs/search?name=NAME",
	"job/NAME",
	"job/stat/NAME",
	"stats/mean",
	"leader",
];
const consuming = [
	"jobs",
	"jobs/summary",
	"jobs/search?name=NAME",
	"job/NAME",
	"job/stat/NAME",
	"graph/dot",
	"graph/csv",
];
const graphs = ["graph/dot", "graph/csv"];

/** Method, path, and which methods Allow has to have. */
const wrongMethods: readonly (readonly [method: string, path: string, allowed: readonly string[]])[] = [
	["DELETE", "jobs", ["GET", "HEAD", "OPTIONS"]],
	["POST", "jobs", ["GET", "HEAD", "OPTIONS"]],
	["PUT", "jobs/summary", ["GET", "HEAD", "OPTIONS"]],
	["POST", "jobs/search", ["GET", "HEAD", "OPTIONS"]],
	["POST", "job/NAME", ["GET", "PUT", "DELETE", "OPTIONS"]],
	["GET", "iso8601", ["POST", "OPTIONS"]],
	["PUT", "iso8601", ["POST", "OPTIONS"]],
	["DELETE", "iso8601", ["POST", "OPTIONS"]],
	["GET", "dependency", ["POST", "OPTIONS"]],
	["PUT", "dependency", ["POST", "OPTIONS"]],
	["GET", "task/kill/NAME", ["DELETE", "OPTIONS"]],
	["GET", "job/success/NAME", ["PUT", "OPTIONS"]],
	["DELETE", "job/stat/NAME", ["GET", "HEAD", "OPTIONS"]],
	["POST", "graph/dot", ["GET", "HEAD", "OPTIONS"]],
	["PUT", "stats/mean", ["GET", "HEAD", "OPTIONS"]],
	["POST", "leader", ["GET", "HEAD", "OPTIONS"]],
];

const unknown: readonly (readonly [method: string, path: string])[] = [
	["GET", "nope"],
	["PUT", "task/ct%3A1%3A0%3Aa%3A"],
	["DELETE", "task/all"],
	["GET", "graph"],
	["GET", "graph/json"],
	["GET", "stats"],
	["GET", "Jobs"],
	["GET", "job/a/b/c"],
	["POST", "iso8601/more"],
];

/** Paths that Jersey does not see (contract §1.8). */
const outside = ["/v1/scheduler", "/v1//scheduler/jobs", "//v1/scheduler/jobs", "/v1/jobs"];

/** Content types of a submit, and whether they are taken. */
const types: readonly (readonly [type: string, isTaken: boolean])[] = [
	["application/json", true],
	["application/json; charset=utf-8", true],
	["application/json;charset=UTF-8", true],
	["APPLICATION/JSON", true],
	["text/plain", false],
	["text/json", false],
	["application/x-www-form-urlencoded", false],
	["application/octet-stream", false],
	["application/xml", false],
];

const accepted: readonly string[] = [
	"*/*",
	"application/*",
	"application/json",
	"text/html, */*;q=0.1",
	"text/plain, application/json",
	"application/json;q=0.5",
];

interface Asked {
	readonly method?: string;
	/** NAME is a job that there is. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
}

async function ask(chronos: Chronos, { method = "GET", path, headers = {} }: Asked): Promise<Reply> {
	return chronos.call(method, path.replace("NAME", await chronos.create()), { headers });
}

export const negotiation: Topic = {
	name: "negotiation",
	tests: [
		...consuming.flatMap((path) =>
			["text/plain", "application/x-www-form-urlencoded"].map((type): ChronosTest => ({
				name: `GET ${path} with the content type ${type} is 415 without a body`,
				section: "§1.8",
				run: async (chronos) => isEmpty(await ask(chronos, { path, headers: { "Content-Type": type } }), 415),
			})),
		),
		...["PUT job/NAME", "PUT job/success/NAME", "DELETE job/NAME"].map((line): ChronosTest => ({
			name: `${line} with the content type text/plain is 415 without a body`,
			section: "§1.8",
			run: async (chronos) => {
				const [method = "", path = ""] = line.split(" ");
				isEmpty(await ask(chronos, { method, path, headers: { "Content-Type": "text/plain" } }), 415);
			},
		})),
		...["jobs", "job/NAME"].map((path): ChronosTest => ({
			name: `GET ${path} with a content type of JSON is fine`,
			section: "§1.8",
			run: async (chronos) =>
				isJson(await ask(chronos, { path, headers: { "Content-Type": "application/json; charset=utf-8" } })),
		})),
		...["stats/mean", "leader"].map((path): ChronosTest => ({
			name: `GET ${path} ignores the content type`,
			section: "§1.8",
			run: async (chronos) => isJson(await ask(chronos, { path, headers: { "Content-Type": "text/plain" } })),
		})),
		...types.map(([type, isTaken]): ChronosTest => ({
			name: `a submit as ${type} is ${isTaken ? "taken" : "415"}`,
			section: "§1.8",
			run: async (chronos) => {
				const body = JSON.stringify({ name: chronos.name(), schedule });
				const reply = await chronos.call("POST", "iso8601", { headers: { "Content-Type": type }, body });
				if (isTaken) isNoContent(reply);
				else isEmpty(reply, 415);
			},
		})),
		...["iso8601", "dependency"].map((path): ChronosTest => ({
			name: `a submit to ${path} without content type is 415`,
			section: "§1.8",
			run: async (chronos) =>
				isEmpty(await chronos.call("POST", path, { body: JSON.stringify({ name: chronos.name(), schedule }) }), 415),
		})),
		...["text/plain", "application/x-www-form-urlencoded"].map((type): ChronosTest => ({
			name: `a dependent job as ${type} is 415`,
			section: "§1.8",
			run: async (chronos) => {
				const body = JSON.stringify({ name: chronos.name(), parents: [await chronos.create()] });
				isEmpty(await chronos.call("POST", "dependency", { headers: { "Content-Type": type }, body }), 415);
			},
		})),
		...[
			"text/json",
			"application/vnd.job+json",
			"application/javascript",
			"application/x-javascript",
			"text/x-json",
		].map((type): ChronosTest => ({
			name: `a dependent job as ${type} is taken`,
			section: "§1.8",
			run: async (chronos) => {
				const body = JSON.stringify({ name: chronos.name(), parents: [await chronos.create()] });
				isNoContent(await chronos.call("POST", "dependency", { headers: { "Content-Type": type }, body }));
			},
		})),
		...jsonPaths.map((path): ChronosTest => ({
			name: `GET ${path} for text/html alone is 406 without a body`,
			section: "§1.8",
			run: async (chronos) => isEmpty(await ask(chronos, { path, headers: { Accept: "text/html" } }), 406),
		})),
		...accepted.map((accept): ChronosTest => ({
			name: `the list for ${accept} is JSON`,
			section: "§1.8",
			run: async (chronos) => isJson(await chronos.call("GET", "jobs", { headers: { Accept: accept } })),
		})),
		...graphs.map((path): ChronosTest => ({
			name: `${path} for application/json is 406 without a body`,
			section: "§1.8",
			run: async (chronos) =>
				isEmpty(await chronos.call("GET", path, { headers: { Accept: "application/json" } }), 406),
		})),
		...graphs.flatMap((path) =>
			["text/plain", "text/*", "*/*", "application/json, text/plain"].map((accept): ChronosTest => ({
				name: `${path} for ${accept} is text`,
				section: "§1.8",
				run: async (chronos) => isStatus(await chronos.call("GET", path, { headers: { Accept: accept } }), 200),
			})),
		),
		...wrongMethods.map(([method, path, allowed]): ChronosTest => ({
			name: `${method} ${path} is 405 and tells what is allowed`,
			section: "§1.8",
			run: async (chronos) => {
				const reply = await ask(chronos, { method, path });
				isEmpty(reply, 405);
				const told = (reply.headers["allow"] ?? "").split(/\s*,\s*/);
				equal(
					"what is missing in Allow",
					allowed.filter((name) => !told.includes(name)),
					[],
				);
				holds("Allow does not have the method itself", !told.includes(method), told);
			},
		})),
		...unknown.map(([method, path]): ChronosTest => ({
			name: `${method} ${path} is 404 without a body`,
			section: "§1.8",
			run: async (chronos) => isEmpty(await chronos.call(method, path), 404),
		})),
		...outside.map((path): ChronosTest => ({
			name: `GET ${path} is 404 as HTML`,
			section: "§1.8",
			run: async (chronos) => isPage(await chronos.request({ path }), 404, "Not Found"),
		})),
		...["PUT", "DELETE"].map((method): ChronosTest => ({
			name: `${method} outside the API is 405 as HTML`,
			section: "§1.8",
			run: async (chronos) =>
				isPage(
					await chronos.request({ method, path: "/nope" }),
					405,
					`HTTP method ${method} is not supported by this URL`,
				),
		})),
		{
			name: "POST outside the API is 404 as HTML",
			section: "§1.8",
			run: async (chronos) => isPage(await chronos.request({ method: "POST", path: "/nope" }), 404, "Not Found"),
		},
		{
			name: "HEAD outside the API is 404",
			section: "§1.8",
			run: async (chronos) => isStatus(await chronos.request({ method: "HEAD", path: "/nope" }), 404),
		},
		...[...jsonPaths.filter((path) => !path.includes("?")), ...graphs].map((path): ChronosTest => ({
			name: `${path}/ with a slash at its end is ${path}`,
			section: "§1.4",
			run: async (chronos) => isStatus(await ask(chronos, { path: `${path}/` }), 200),
		})),
		{
			name: "a submit with a slash at its end is a submit",
			section: "§1.4",
			run: async (chronos) => isNoContent(await chronos.put({ name: chronos.name(), schedule }, "iso8601/")),
		},
		...["jobs", "iso8601", "job/NAME"].map((path): ChronosTest => ({
			name: `OPTIONS ${path} tells what is allowed`,
			section: "§1.4",
			run: async (chronos) => {
				const reply = await ask(chronos, { method: "OPTIONS", path });
				holds("it is 200 or 204", reply.status === 200 || reply.status === 204, reply.status);
				holds("Allow is there", (reply.headers["allow"] ?? "").includes("OPTIONS"), reply.headers["allow"]);
			},
		})),
		{
			name: "the paths of 2.x are unknown to 3.x",
			section: "§1.2",
			run: async (chronos) => isPage(await chronos.request({ path: "/scheduler/jobs" }), 404, "Not Found"),
		},
	],
};
