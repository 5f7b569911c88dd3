import { isIsoUtc } from "../answers.ts";
import type { Chronos, Fields, WireJob } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const past = {
	successCount: 3,
	errorCount: 2,
	errorsSinceLastSuccess: 1,
	lastSuccess: "2019-01-01T00:00:00.000Z",
	lastError: "2020-01-01T00:00:00.000Z",
};

const succeed = async (chronos: Chronos, fields: Fields = {}): Promise<WireJob> =>
	chronos.run(await chronos.create(fields));
const fail = async (chronos: Chronos, fields: Fields = {}): Promise<WireJob> =>
	chronos.run(await chronos.create({ command: "exit 3", retries: 0, ...fields }));

const start = (chronos: Chronos): string => new Date(chronos.now() - 1000).toISOString();

export const counters: Topic = {
	name: "counters and disabling",
	tests: [
		{
			name: "a success adds one and zeroes the errors since",
			section: "§5.7",
			run: async (chronos) => {
				const job = await succeed(chronos, past);
				equal("the counters", [job["successCount"], job["errorCount"], job["errorsSinceLastSuccess"]], [4, 2, 0]);
			},
		},
		{
			name: "a success leaves lastError alone",
			section: "§5.7",
			run: async (chronos) => equal("lastError", (await succeed(chronos, past))["lastError"], past.lastError),
		},
		{
			name: "lastSuccess is in UTC with milliseconds",
			section: "§7",
			run: async (chronos) =>
				isIsoUtc("lastSuccess", (await succeed(chronos, { scheduleTimeZone: "Europe/Rome" }))["lastSuccess"]),
		},
		{
			name: "a failure adds one to both error counts",
			section: "§5.7",
			run: async (chronos) => {
				const job = await fail(chronos, past);
				equal("the counters", [job["successCount"], job["errorCount"], job["errorsSinceLastSuccess"]], [3, 3, 2]);
			},
		},
		{
			name: "a failure leaves lastSuccess alone",
			section: "§5.7",
			run: async (chronos) => equal("lastSuccess", (await fail(chronos, past))["lastSuccess"], past.lastSuccess),
		},
		{
			name: "lastError is in UTC with milliseconds",
			section: "§7",
			run: async (chronos) => isIsoUtc("lastError", (await fail(chronos))["lastError"]),
		},
		{
			name: "a failed job that then succeeds is a success",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit", retries: 0 });
				await chronos.run(name, "?arguments=1");
				equal("the status after the failure", (await chronos.summary(name)).status, "failure");
				await chronos.pass(50);
				await chronos.run(name, "?arguments=0");
				equal("the status after the success", (await chronos.summary(name)).status, "success");
			},
		},
		{
			name: "failures since the last success add up",
			section: "§5.7",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 0 });
				await chronos.run(name);
				await chronos.run(name);
				equal("errorsSinceLastSuccess", (await chronos.run(name))["errorsSinceLastSuccess"], 3);
			},
		},
		{
			name: "a failure does not disable a job",
			section: "§5.7",
			run: async (chronos) => equal("disabled", (await fail(chronos, past))["disabled"], false),
		},
		{
			name: "a failing run enables a job that was disabled meanwhile",
			section: "§5.7",
			takesMs: 6000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 3; exit 1", retries: 0 });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.update(name, { command: "true", disabled: true, retries: 0 });
				await chronos.waitForRuns(name, 1);
				equal("disabled", (await chronos.job(name))["disabled"], false);
			},
		},
		{
			name: "a succeeding run leaves a job disabled that was disabled meanwhile",
			section: "§5.7",
			takesMs: 6000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 3" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.update(name, { disabled: true });
				await chronos.waitForRuns(name, 1);
				equal("disabled", (await chronos.job(name))["disabled"], true);
			},
		},
		{
			name: "disabling a job does not end what runs of it",
			section: "§9.32",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.update(name, { command: "sleep 300", disabled: true });
				equal("the state", (await chronos.summary(name)).state, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "a job is disabled when its last repetition succeeds",
			section: "§4.6",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y" });
				await chronos.waitForJob(name, (job) => job["disabled"] === true);
				const job = await chronos.job(name);
				equal("successCount", job["successCount"], 1);
				holds("no repetition is left", String(job["schedule"]).startsWith("R0/"), job["schedule"]);
				equal("the state", (await chronos.summary(name)).state, "idle");
			},
		},
		{
			name: "a job is not disabled while repetitions are left",
			section: "§4.6",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R2/${start(chronos)}/P1Y` });
				await chronos.waitForRuns(name, 1);
				const job = await chronos.job(name);
				equal("disabled", job["disabled"], false);
				holds("one repetition is left", String(job["schedule"]).startsWith("R1/"), job["schedule"]);
			},
		},
		{
			name: "a job whose last repetition fails is not disabled",
			section: "§4.6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 0, schedule: "R1//P1Y" });
				await chronos.waitForRuns(name, 1);
				const job = await chronos.job(name);
				equal("disabled", job["disabled"], false);
				holds("no repetition is left", String(job["schedule"]).startsWith("R0/"), job["schedule"]);
			},
		},
		{
			name: "an exhausted job runs again when it is posted again",
			section: "§4.6",
			takesMs: 61_000,
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y" });
				await chronos.waitForJob(name, (job) => job["disabled"] === true);
				await chronos.update(name, { schedule: "R1//P1Y", successCount: 1 });
				await chronos.waitForRuns(name, 2, 70_000);
			},
		},
		{
			name: "a second failure in a row disables a job, where the server says so",
			section: "§5.6",
			needs: ["disables-after-2"],
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 0 });
				equal("disabled after one", (await chronos.run(name))["disabled"], false);
				equal("disabled after two", (await chronos.run(name))["disabled"], true);
			},
		},
		{
			name: "a job is killed and has failed when it takes longer than maxCompletionTime",
			section: "§2.3",
			takesMs: 8000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", retries: 0, maxCompletionTime: 2 });
				await chronos.start(name);
				await chronos.waitForRuns(name, 1);
				equal("errorCount", (await chronos.job(name))["errorCount"], 1);
			},
		},
		{
			name: "a maxCompletionTime of 0 is none",
			section: "§2.3",
			takesMs: 3000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", retries: 0, maxCompletionTime: 0 });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.pass(2000);
				equal("the state", (await chronos.summary(name)).state, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "a run that takes too long is retried like any failure",
			section: "§5.6",
			takesMs: 8000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", retries: 1, maxCompletionTime: 2 });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.waitForState(name, "idle");
				equal("errorCount", (await chronos.job(name))["errorCount"], 0);
			},
		},
	],
};
