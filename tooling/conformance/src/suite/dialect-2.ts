import { isEmpty, isJson, isNoContent, isPage, isStatus } from "../answers.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";
import type { Reply } from "../send.ts";

/** 400 with the bare text of the exception, labelled JSON (contract §1.9). */
function isBareText(reply: Reply, text: string): void {
	isJson(reply, 400);
	equal("the body", reply.text, text);
}

const tests: readonly Omit<ChronosTest, "section" | "dialect">[] = [
	{
		name: "2.x: jobs are listed under /scheduler",
		run: async (chronos) => {
			const reply = await chronos.request({ path: "/scheduler/jobs" });
			isJson(reply);
			holds("it is an array", Array.isArray(reply.json()), reply.text);
		},
	},
	{
		name: "2.x: there is nothing under /v1/scheduler",
		run: async (chronos) => isStatus(await chronos.request({ path: "/v1/scheduler/jobs" }), 404),
	},
	{
		name: "2.x: GET job/NAME is 405",
		run: async (chronos) => isEmpty(await chronos.call("GET", `job/${await chronos.create()}`), 405),
	},
	{ name: "2.x: there is no summary", run: async (chronos) => isEmpty(await chronos.call("GET", "jobs/summary"), 404) },
	...["POST", "PUT"].map((method) => ({
		name: `2.x: ${method} iso8601 is 204, and the job is there at once`,
		run: async (chronos: Parameters<ChronosTest["run"]>[0]) => {
			const name = chronos.name();
			const headers = { "Content-Type": "application/json" };
			isNoContent(
				await chronos.call(method, "iso8601", { headers, body: JSON.stringify({ name, command: "true", schedule }) }),
			);
			equal("it is there", await chronos.has(name), true);
		},
	})),
	{
		name: "2.x: PUT dependency is 204",
		run: async (chronos) => {
			const headers = { "Content-Type": "application/json" };
			const body = JSON.stringify({ name: chronos.name(), command: "true", parents: [await chronos.create()] });
			isNoContent(await chronos.call("PUT", "dependency", { headers, body }));
		},
	},
	{
		name: "2.x: an unknown job is told as bare text",
		run: async (chronos) => {
			const name = chronos.name();
			isBareText(await chronos.call("PUT", `job/${name}`), `requirement failed: Job '${name}' not found`);
		},
	},
	{
		name: "2.x: deleting an unknown job is told as bare text",
		run: async (chronos) => {
			const name = chronos.name();
			isBareText(await chronos.call("DELETE", `job/${name}`), `requirement failed: Job '${name}' not found`);
		},
	},
	{
		name: "2.x: an unparsable schedule is 400 without a body",
		run: async (chronos) =>
			isEmpty(await chronos.put({ name: chronos.name(), command: "true", schedule: "daily" }), 400),
	},
	{
		name: "2.x: uris with fetch are 400 without a body",
		run: async (chronos) =>
			isEmpty(
				await chronos.put({
					name: chronos.name(),
					command: "true",
					schedule,
					uris: ["http://a/"],
					fetch: [{ uri: "http://b/" }],
				}),
				400,
			),
	},
	{
		name: "2.x: a missing parent is 400 at the creation",
		run: async (chronos) => {
			const name = chronos.name();
			isBareText(
				await chronos.put({ name, command: "true", parents: [chronos.name("ghost")] }),
				`requirement failed: Job ${name} does not have all parents defined!`,
			);
		},
	},
	{
		name: "2.x: a job that is its own parent is 400 at the creation",
		run: async (chronos) => {
			const name = chronos.name();
			isBareText(
				await chronos.put({ name, command: "true", parents: [name] }),
				`requirement failed: Job ${name} does not have all parents defined!`,
			);
		},
	},
	{
		name: "2.x: a start before 1970 is taken",
		run: async (chronos) =>
			isNoContent(
				await chronos.put({
					name: chronos.name(),
					command: "true",
					disabled: true,
					schedule: "R/1960-01-01T00:00:00Z/P1D",
				}),
			),
	},
	{
		name: "2.x: a kill of an unknown job is 500 without a body",
		run: async (chronos) => isEmpty(await chronos.call("DELETE", `task/kill/${chronos.name()}`), 500),
	},
	{
		name: "2.x: a kill of a job is 204",
		run: async (chronos) => isNoContent(await chronos.call("DELETE", `task/kill/${await chronos.create()}`)),
	},
	{
		name: "2.x: a kill removes what is queued",
		run: async (chronos) => {
			const name = await chronos.create({ cpus: 1_000_000 });
			await chronos.start(name);
			await chronos.waitFor("it is queued", async () => (await chronos.csv()).includes(`node,${name},fresh,queued`));
			await chronos.kill(name);
			await chronos.waitFor("it is idle", async () => (await chronos.csv()).includes(`node,${name},fresh,idle`));
		},
	},
	{
		name: "2.x: DELETE task/all is 204",
		run: async (chronos) => isNoContent(await chronos.call("DELETE", "task/all")),
	},
	{
		name: "2.x: the callback of a task is 204",
		run: async (chronos) => {
			const task = encodeURIComponent(`ct:1420843781398:0:${await chronos.create()}:`);
			const headers = { "Content-Type": "application/json" };
			isNoContent(await chronos.call("PUT", `task/${task}`, { headers, body: '{"statusCode":0}' }));
		},
	},
	{
		name: "2.x: a callback with other keys is 500 as HTML",
		run: async (chronos) => {
			const task = encodeURIComponent(`ct:1420843781398:0:${await chronos.create()}:`);
			const headers = { "Content-Type": "application/json" };
			isPage(await chronos.call("PUT", `task/${task}`, { headers, body: '{"statusCode":0,"more":1}' }), 500, "");
		},
	},
	{
		name: "2.x: an async job waits for its callback",
		takesMs: 1500,
		run: async (chronos) => {
			const name = await chronos.create({ async: true });
			await chronos.start(name);
			await chronos.pass(1500);
			equal("successCount", (await chronos.job(name))["successCount"], 0);
		},
	},
	{
		name: "2.x: a job has epsilon and async",
		run: async (chronos) => {
			const job = await chronos.job(await chronos.create());
			equal("both", [job["epsilon"], job["async"]], ["PT60S", false]);
		},
	},
	{
		name: "2.x: epsilon and async are kept",
		run: async (chronos) => {
			const job = await chronos.job(await chronos.create({ epsilon: "PT15M", async: true }));
			equal("both", [job["epsilon"], job["async"]], ["PT15M", true]);
		},
	},
	{
		name: "2.x: a job has neither concurrent nor maxCompletionTime",
		run: async (chronos) => {
			const job = await chronos.job(await chronos.create({ concurrent: true, maxCompletionTime: 5 }));
			equal(
				"what is there",
				["concurrent", "maxCompletionTime"].filter((key) => key in job),
				[],
			);
		},
	},
	{
		name: "2.x: names may have blanks and number signs",
		run: async (chronos) => {
			const name = chronos.name("a b #1");
			equal("the name", (await chronos.job(await chronos.create({ name })))["name"], name);
			isNoContent(await chronos.call("PUT", `job/${encodeURIComponent(name)}`));
			isNoContent(await chronos.call("DELETE", `job/${encodeURIComponent(name)}`));
		},
	},
	{
		name: "2.x: the type of a container is docker in lower case",
		run: async (chronos) => {
			const job = await chronos.job(await chronos.create({ disabled: true, container: { type: "MESOS", image: "i" } }));
			equal("the type", (job["container"] as { readonly type: string }).type, "docker");
		},
	},
	{
		name: "2.x: a job without command is 500 as HTML",
		run: async (chronos) => isPage(await chronos.put({ name: chronos.name(), schedule }), 500, ""),
	},
	{
		name: "2.x: the table says running without a number",
		run: async (chronos) => {
			const name = await chronos.create({ command: "sleep 300" });
			await chronos.start(name);
			await chronos.waitFor("it is running", async () => (await chronos.csv()).includes(`node,${name},fresh,running`));
			await chronos.kill(name);
		},
	},
	{
		name: "2.x: a success mark works as in 3.x",
		run: async (chronos) => {
			const name = await chronos.create();
			const reply = await chronos.call("PUT", `job/success/${name}`);
			isStatus(reply, 200);
			equal("the body", reply.text, `marked job ${name} as successful: true`);
		},
	},
	{
		name: "2.x: the leader is a host and a port",
		run: async (chronos) =>
			matches("the body", (await chronos.call("GET", "leader")).text, /^\{"leader":"[^":]+:\d+"\}$/),
	},
	{
		name: "2.x: a ping is a pong",
		run: async (chronos) => equal("the body", (await chronos.request({ path: "/ping" })).text, "pong\n"),
	},
	{
		name: "2.x: a started job runs",
		run: async (chronos) => equal("successCount", (await chronos.run(await chronos.create()))["successCount"], 1),
	},
];

export const dialect2: Topic = {
	name: "the dialect of 2.x",
	tests: tests.map((test): ChronosTest => ({ ...test, section: "§1.9", dialect: "2.x" })),
};
