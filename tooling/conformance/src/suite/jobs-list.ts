import { isEmpty, isJson, isStatus } from "../answers.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const uri = "http://files.example/a.tgz";
const fetched = [{ uri: "http://files.example/b.sh", executable: true, cache: true, extract: false }];
const mirrored = [{ uri, executable: false, cache: false, extract: true }];

export const jobsList: Topic = {
	name: "GET jobs",
	tests: [
		{
			name: "the list of jobs is a JSON array",
			section: "§1.4.1",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "jobs");
				isJson(reply);
				holds("it is an array", Array.isArray(reply.json()), reply.text);
			},
		},
		{
			name: "the list of a server without jobs is []",
			section: "§1.4.1",
			needs: ["disposable"],
			run: async (chronos) => equal("the body", (await chronos.call("GET", "jobs")).text, "[]"),
		},
		{
			name: "the list stands on one line without an end",
			section: "§1.1",
			run: async (chronos) => {
				await chronos.create({ description: "two\nlines" });
				const { text } = await chronos.call("GET", "jobs");
				holds("there is no line break", !/[\r\n]/.test(text), text);
			},
		},
		{
			name: "the list is compact",
			section: "§1.1",
			run: async (chronos) => {
				const name = await chronos.create();
				const { text } = await chronos.call("GET", "jobs");
				holds(
					"there is no blank between tokens",
					text.includes(`"name":"${name}","command":"true","shell":true`),
					text,
				);
			},
		},
		{
			name: "a job without files is listed as it is read alone",
			section: "§1.4.1",
			run: async (chronos) => {
				const name = await chronos.create({ owner: "o", arguments: ["a"] });
				const alone = await chronos.call("GET", `job/${name}`);
				const { text } = await chronos.call("GET", "jobs");
				holds("the list has the same bytes", text.includes(alone.text), text);
			},
		},
		{
			name: "the list has scheduled and dependent jobs",
			section: "§1.4.1",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				const names = (await chronos.list()).map(({ name }) => name);
				equal("the names", names.toSorted(), [child, parent].toSorted());
			},
		},
		{
			name: "the list fills an empty fetch from uris",
			section: "§1.4.1",
			run: async (chronos) => {
				const job = await chronos.listed(await chronos.create({ uris: [uri] }));
				equal("fetch", JSON.stringify(job["fetch"]), JSON.stringify(mirrored));
				equal("uris", job["uris"], [uri]);
			},
		},
		{
			name: "the list fills uris from fetch",
			section: "§1.4.1",
			run: async (chronos) => {
				const job = await chronos.listed(await chronos.create({ fetch: fetched }));
				equal("uris", job["uris"], ["http://files.example/b.sh"]);
				equal("fetch", job["fetch"], fetched);
			},
		},
		{
			name: "the list overwrites uris when a job has both",
			section: "§1.4.1",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.update(name, { uris: [uri], fetch: fetched });
				equal("uris in the list", (await chronos.listed(name))["uris"], ["http://files.example/b.sh"]);
			},
		},
		{
			name: "mirroring in the list does not change the job",
			section: "§1.4.2",
			run: async (chronos) => {
				const name = await chronos.create({ uris: [uri] });
				await chronos.list();
				equal("fetch of the job alone", (await chronos.job(name))["fetch"], []);
			},
		},
		{
			name: "a deleted job is in no list",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.delete(name);
				equal("the jobs", await chronos.list(), []);
			},
		},
		{
			name: "a query does not narrow the list",
			section: "§1.4.1",
			run: async (chronos) => {
				const name = await chronos.create();
				const found = (await chronos.list("jobs?name=nothing-has-this&limit=1")).map((job) => job.name);
				equal("the names", found, [name]);
			},
		},
		{
			name: "HEAD jobs is 200 without a body",
			section: "§1.1",
			run: async (chronos) => isEmpty(await chronos.call("HEAD", "jobs"), 200),
		},
		{
			name: "the list has every one of 40 jobs once",
			section: "§1.4.1",
			run: async (chronos) => {
				const names = Array.from({ length: 40 }, () => chronos.name());
				const replies = await Promise.all(
					names.map((name) =>
						chronos.put({ name, command: "true", disabled: true, schedule: "R/2090-01-01T00:00:00Z/P1D" }),
					),
				);
				replies.forEach((reply) => isStatus(reply, 204));
				await chronos.waitFor("all are listed", async () => (await chronos.list()).length >= 40);
				equal("the names", (await chronos.list()).map(({ name }) => name).toSorted(), names.toSorted());
			},
		},
		{
			name: "posting a listed job with files anew is refused, for it has both uris and fetch",
			section: "§2.6",
			run: async (chronos) => {
				const name = await chronos.create({ uris: [uri] });
				const job = await chronos.listed(name);
				await chronos.delete(name);
				isStatus(await chronos.put(job), 400);
			},
		},
	],
};
