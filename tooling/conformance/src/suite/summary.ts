import { isEmpty, isJson, isRefusal } from "../answers.ts";
import { farSchedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const first = "2020-01-01T00:00:00.000Z";
const last = "2020-01-02T00:00:00.000Z";

/** Status and what makes it (contract §6). */
const statuses: readonly (readonly [about: string, fields: Readonly<Record<string, string>>, status: string])[] = [
	["neither success nor error", {}, "fresh"],
	["an error alone", { lastError: first }, "failure"],
	["a success alone", { lastSuccess: first }, "success"],
	["a success after an error", { lastSuccess: last, lastError: first }, "success"],
	["a success before an error", { lastSuccess: first, lastError: last }, "failure"],
	["a success and an error at once", { lastSuccess: first, lastError: first }, "failure"],
	[
		"a success with another offset after an error",
		{ lastSuccess: "2020-01-01T23:30:00.000-02:00", lastError: last },
		"success",
	],
	["an unreadable success alone", { lastSuccess: "yesterday" }, "success"],
	["an unreadable error alone", { lastError: "null" }, "failure"],
];

export const summary: Topic = {
	name: "GET jobs/summary",
	tests: [
		{
			name: "the summary is an object with jobs",
			section: "§1.4.3",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "jobs/summary");
				isJson(reply);
				equal("the keys", Object.keys(reply.json() as object), ["jobs"]);
			},
		},
		{
			name: "the summary of no jobs is an empty list",
			section: "§1.4.3",
			needs: ["disposable"],
			run: async (chronos) => equal("the body", (await chronos.call("GET", "jobs/summary")).text, '{"jobs":[]}'),
		},
		{
			name: "a scheduled job is summed up in this order of keys",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create();
				const { text } = await chronos.call("GET", "jobs/summary");
				const line = `{"name":"${name}","status":"fresh","state":"idle","schedule":"${farSchedule}","parents":[],"disabled":false}`;
				holds("the line is there", text.includes(line), text);
			},
		},
		{
			name: "a dependent job is summed up with an empty schedule",
			section: "§6",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				equal("the line", await chronos.summary(child), {
					name: child,
					status: "fresh",
					state: "idle",
					schedule: "",
					parents: [parent],
					disabled: false,
				});
			},
		},
		{
			name: "a disabled job is summed up as such",
			section: "§6",
			run: async (chronos) =>
				equal("disabled", (await chronos.summary(await chronos.create({ disabled: true }))).disabled, true),
		},
		...statuses.map(([about, fields, status]): ChronosTest => ({
			name: `${about} is ${status}`,
			section: "§6",
			run: async (chronos) => equal("status", (await chronos.summary(await chronos.create(fields))).status, status),
		})),
		{
			name: "one unreadable time beside another makes the whole summary 400",
			section: "§1.4.3",
			needs: ["disposable"],
			run: async (chronos) => {
				await chronos.create({ lastSuccess: "yesterday", lastError: first });
				isRefusal(
					await chronos.call("GET", "jobs/summary"),
					'java.lang.IllegalArgumentException: Invalid format: "yesterday"',
				);
			},
		},
		{
			name: "one unreadable time beside another makes the table 500 without a body",
			section: "§1.4.3",
			needs: ["disposable"],
			run: async (chronos) => {
				await chronos.create({ lastSuccess: "yesterday", lastError: first });
				isEmpty(await chronos.call("GET", "graph/csv"), 500);
			},
		},
		{
			name: "a running job is 1 running",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "three runs of a concurrent job are 3 running",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", concurrent: true });
				for (const state of ["1 running", "2 running", "3 running"]) {
					await chronos.start(name);
					await chronos.waitForState(name, state);
				}
				await chronos.kill(name);
			},
		},
		{
			name: "a job that waits for room is queued",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ mem: 1e12 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
			},
		},
		{
			name: "a job that runs and waits is running",
			section: "§6",
			takesMs: 1000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", concurrent: true });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.update(name, { command: "sleep 300", concurrent: true, cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.pass(500);
				equal("the state", (await chronos.summary(name)).state, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "a job is idle after a success",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				await chronos.waitForState(name, "idle");
				equal("the status", (await chronos.summary(name)).status, "success");
			},
		},
		{
			name: "a job is idle after a failure",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 0 });
				await chronos.run(name);
				await chronos.waitForState(name, "idle");
				equal("the status", (await chronos.summary(name)).status, "failure");
			},
		},
		{
			name: "a retry that waits shows idle",
			section: "§6",
			takesMs: 2000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1 });
				await chronos.start(name);
				await chronos.pass(1500);
				await chronos.waitForState(name, "idle");
				equal("the status", (await chronos.summary(name)).status, "fresh");
			},
		},
		{
			name: "a running job that is deleted and made anew is not remembered as queued",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.delete(name);
				await chronos.create({ name });
				equal("the state", (await chronos.summary(name)).state, "idle");
			},
		},
		{
			name: "HEAD jobs/summary is 200 without a body",
			section: "§1.1",
			run: async (chronos) => isEmpty(await chronos.call("HEAD", "jobs/summary"), 200),
		},
	],
};
