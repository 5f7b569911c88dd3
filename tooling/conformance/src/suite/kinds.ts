import { isNoContent, isPage, isRefusal } from "../answers.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

const schedule = "R/2090-01-01T00:00:00.000Z/P1D";
const mismatch = "java.lang.IllegalArgumentException: argument type mismatch";

export const kinds: Topic = {
	name: "kinds of jobs",
	tests: [
		{
			name: "a job with parents drops its schedule",
			section: "§2.2",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const job = await chronos.job(await chronos.create({ parents: [parent], schedule }, "child"));
				equal("parents", job["parents"], [parent]);
				holds("there is no schedule", !("schedule" in job) && !("scheduleTimeZone" in job), job);
			},
		},
		{
			name: "parents posted to iso8601 are 500 as HTML",
			section: "§2.2",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				isPage(
					await chronos.put({ name: chronos.name(), command: "true", parents: [parent] }, "iso8601"),
					500,
					mismatch,
				);
			},
		},
		{
			name: "parents of null make a job dependent all the same",
			section: "§2.2",
			run: async (chronos) => {
				isPage(await chronos.put({ name: chronos.name(), schedule, parents: null }, "iso8601"), 500, mismatch);
			},
		},
		{
			name: "no parents in a list make a job dependent all the same",
			section: "§2.2",
			run: async (chronos) => {
				isPage(await chronos.put({ name: chronos.name(), schedule, parents: [] }, "iso8601"), 500, mismatch);
			},
		},
		{
			name: "a schedule posted to dependency is 500 as HTML",
			section: "§2.2",
			run: async (chronos) => {
				isPage(await chronos.put({ name: chronos.name(), command: "true", schedule }, "dependency"), 500, mismatch);
			},
		},
		{
			name: "neither schedule nor parents posted to dependency is 500 as HTML",
			section: "§2.2",
			run: async (chronos) => {
				isPage(await chronos.put({ name: chronos.name(), command: "true" }, "dependency"), 500, mismatch);
			},
		},
		{
			name: "a job of the wrong kind is not stored",
			section: "§3.0",
			run: async (chronos) => {
				const name = chronos.name();
				await chronos.put({ name, command: "true", schedule }, "dependency");
				isRefusal(
					await chronos.call("GET", `job/${name}`),
					`java.lang.IllegalArgumentException: requirement failed: Job '${name}' not found`,
				);
			},
		},
		{
			name: "a job with neither schedule nor parents is to run once now",
			section: "§2.2",
			run: async (chronos) => {
				const name = chronos.name();
				const before = chronos.now();
				isNoContent(await chronos.put({ name, command: "true", disabled: true }));
				await chronos.waitFor("it is there", () => chronos.has(name));
				const text = String((await chronos.job(name))["schedule"]);
				matches("the schedule", text, /^R1\/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\/PT24H$/);
				const start = Date.parse(text.split("/")[1] ?? "");
				// The clock of a server elsewhere may be a little off.
				holds("its start is now", Math.abs(start - before) < 60_000, text);
			},
		},
		{
			name: "a job with neither schedule nor parents runs",
			section: "§2.2",
			run: async (chronos) => {
				const name = chronos.name();
				isNoContent(await chronos.put({ name, command: "true" }));
				await chronos.waitFor("it is there", () => chronos.has(name));
				await chronos.waitForRuns(name, 1);
				const job = await chronos.job(name);
				matches("the schedule", String(job["schedule"]), /^R0\/.*Z\/PT24H$/);
				equal("disabled", job["disabled"], true);
			},
		},
		{
			name: "a job with neither schedule nor parents loses concurrent and scheduleTimeZone",
			section: "§2.2",
			run: async (chronos) => {
				const name = chronos.name();
				await chronos.put({ name, command: "true", disabled: true, concurrent: true, scheduleTimeZone: "Europe/Rome" });
				await chronos.waitFor("it is there", () => chronos.has(name));
				const job = await chronos.job(name);
				equal("the fields", [job["concurrent"], job["scheduleTimeZone"]], [false, ""]);
			},
		},
		{
			name: "an empty schedule is a schedule, and unparsable",
			section: "§2.2",
			run: async (chronos) => {
				isRefusal(await chronos.put({ name: chronos.name(), schedule: "" }), "Cannot parse schedule '' (wtf bro)");
			},
		},
	],
};
