import { isNoContent, isShortRefusal } from "../answers.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const counters = {
	successCount: 5,
	errorCount: 4,
	errorsSinceLastSuccess: 3,
	lastSuccess: "2020-01-01T00:00:00.000Z",
	lastError: "2020-01-02T00:00:00.000Z",
};

export const updateScheduled: Topic = {
	name: "updates by POST iso8601",
	tests: [
		{
			name: "an update replaces the whole job",
			section: "§2.7",
			run: async (chronos) => {
				const name = await chronos.create({
					owner: "o",
					description: "d",
					arguments: ["a"],
					container: { image: "i" },
				});
				await chronos.update(name, { ownerName: "n" });
				const job = await chronos.job(name);
				equal("the fields", [job["owner"], job["description"], job["arguments"], job["ownerName"]], ["", "", [], "n"]);
				holds("the container is gone", !("container" in job), job);
			},
		},
		{
			name: "an update without counters zeroes them",
			section: "§2.7",
			run: async (chronos) => {
				const name = await chronos.create(counters);
				await chronos.update(name, { owner: "o" });
				const job = await chronos.job(name);
				equal(
					"the counters",
					Object.keys(counters).map((key) => job[key]),
					[0, 0, 0, "", ""],
				);
			},
		},
		{
			name: "an update with counters keeps them as they are sent",
			section: "§2.7",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.update(name, counters);
				const job = await chronos.job(name);
				equal("the counters", Object.fromEntries(Object.keys(counters).map((key) => [key, job[key]])), counters);
			},
		},
		{
			name: "an update resets what a job has really counted",
			section: "§2.7",
			run: async (chronos) => {
				const name = await chronos.create();
				equal("successCount of a run", (await chronos.run(name))["successCount"], 1);
				await chronos.update(name, {});
				equal("successCount", (await chronos.job(name))["successCount"], 0);
				equal("status", (await chronos.summary(name)).status, "fresh");
			},
		},
		{
			name: "an update is seen at once",
			section: "§3.2",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.update(name, { owner: "next" });
				equal("owner", (await chronos.job(name))["owner"], "next");
			},
		},
		{
			name: "an update checks whether the schedule can be parsed",
			section: "§3.2",
			run: async (chronos) => {
				const name = await chronos.create({ owner: "old" });
				isShortRefusal(await chronos.put({ name, schedule: "R/x/P1D" }), "Cannot parse schedule 'R/x/P1D' (wtf bro)");
				equal("owner", (await chronos.job(name))["owner"], "old");
			},
		},
		{
			name: "an update does not check whether the start is before 1970",
			section: "§3.2",
			run: async (chronos) =>
				isNoContent(
					await chronos.put({ name: await chronos.create(), disabled: true, schedule: "R/1960-01-01T00:00:00Z/P1D" }),
				),
		},
		{
			name: "an update does not check uris and fetch, and stores both",
			section: "§3.2",
			run: async (chronos) => {
				const name = await chronos.create();
				const both = {
					uris: ["http://a/"],
					fetch: [{ uri: "http://b/", executable: false, cache: false, extract: true }],
				};
				await chronos.update(name, both);
				const job = await chronos.job(name);
				equal("both", { uris: job["uris"], fetch: job["fetch"] }, both);
			},
		},
		{
			name: "a dependent job may become a scheduled one",
			section: "§3.2",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const name = await chronos.create({ parents: [parent] }, "child");
				isNoContent(await chronos.put({ name, schedule }));
				const job = await chronos.job(name);
				equal("schedule", job["schedule"], schedule);
				holds("it has no parents", !("parents" in job), job);
				equal(
					"the links",
					(await chronos.csv()).filter((line) => line.startsWith("link")),
					[],
				);
			},
		},
		{
			name: "a job that was dependent is not started by its old parent",
			section: "§3.2",
			takesMs: 1500,
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const name = await chronos.create({ parents: [parent] }, "child");
				await chronos.put({ name, schedule, command: "true" });
				await chronos.run(parent);
				await chronos.pass(1000);
				equal("successCount", (await chronos.job(name))["successCount"], 0);
			},
		},
		{
			name: "an update keeps the job's place in the search",
			section: "§1.4.4",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				await chronos.update(a, { owner: "o" });
				const names = (await chronos.list(`jobs/search?name=${chronos.prefix}`)).map(({ name }) => name);
				equal("the names", names, [a, b]);
			},
		},
		{
			name: "an update wakes nothing: a job that is made due waits for the loop",
			section: "§5.1",
			needs: ["manual-time", "disposable"],
			run: async (chronos) => {
				// Without an enabled job the loop turns every minute.
				const name = await chronos.create({ disabled: true });
				await chronos.pass(5000);
				const start = new Date(chronos.now() - 1000).toISOString();
				await chronos.update(name, { schedule: `R/${start}/P1D` });
				await chronos.pass(10_000);
				equal("successCount after 10 s", (await chronos.job(name))["successCount"], 0);
				await chronos.waitForRuns(name, 1, 60_000);
			},
		},
		{
			name: "no query and no header keeps counters over an update",
			section: "§2.7",
			run: async (chronos) => {
				const name = await chronos.create(counters);
				const headers = { "Content-Type": "application/json", "Chronos-Counters": "keep" };
				const body = JSON.stringify({ name, command: "true", schedule });
				isNoContent(await chronos.call("POST", "iso8601?counters=keep", { headers, body }));
				equal("successCount", (await chronos.job(name))["successCount"], 0);
			},
		},
	],
};
