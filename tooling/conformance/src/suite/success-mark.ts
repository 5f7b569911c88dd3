import { isIsoUtc, isJson } from "../answers.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const failed = {
	successCount: 3,
	errorCount: 2,
	errorsSinceLastSuccess: 2,
	lastSuccess: "2019-01-01T00:00:00.000Z",
	lastError: "2020-01-01T00:00:00.000Z",
};

export const successMark: Topic = {
	name: "PUT job/success/NAME",
	tests: [
		{
			name: "marking a job successful answers with text that is labelled JSON",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create();
				const reply = await chronos.call("PUT", `job/success/${name}`);
				isJson(reply);
				equal("the body", reply.text, `marked job ${name} as successful: true`);
			},
		},
		{
			name: "marking an unknown job successful is 200 and false",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = chronos.name();
				const reply = await chronos.call("PUT", `job/success/${name}`);
				isJson(reply);
				equal("the body", reply.text, `marked job ${name} as successful: false`);
			},
		},
		{
			name: "a mark adds one success",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create(failed);
				await chronos.markSuccessful(name);
				equal("successCount", (await chronos.job(name))["successCount"], 4);
			},
		},
		{
			name: "a mark zeroes the errors since the last success",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create(failed);
				await chronos.markSuccessful(name);
				equal("errorsSinceLastSuccess", (await chronos.job(name))["errorsSinceLastSuccess"], 0);
			},
		},
		{
			name: "a mark moves lastSuccess to now",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create(failed);
				const before = chronos.now();
				await chronos.markSuccessful(name);
				const { lastSuccess } = await chronos.job(name);
				isIsoUtc("lastSuccess", lastSuccess);
				holds("it is now", Math.abs(Date.parse(String(lastSuccess)) - before) < 60_000, lastSuccess);
			},
		},
		{
			name: "a mark leaves errorCount and lastError alone",
			section: "§5.7",
			run: async (chronos) => {
				const name = await chronos.create(failed);
				await chronos.markSuccessful(name);
				const job = await chronos.job(name);
				equal("the fields", [job["errorCount"], job["lastError"]], [2, failed.lastError]);
			},
		},
		{
			name: "a mark turns the status to success",
			section: "§6",
			run: async (chronos) => {
				const name = await chronos.create(failed);
				equal("the status before", (await chronos.summary(name)).status, "failure");
				await chronos.markSuccessful(name);
				equal("the status after", (await chronos.summary(name)).status, "success");
			},
		},
		{
			name: "a mark leaves the schedule verbatim",
			section: "§1.4.8",
			run: async (chronos) => {
				const schedule = "R3/2090-01-01T00:00Z/P1D";
				const name = await chronos.create({ schedule });
				await chronos.markSuccessful(name);
				equal("the schedule", (await chronos.job(name))["schedule"], schedule);
			},
		},
		{
			name: "a mark does not disable a job without repetitions",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R0/2090-01-01T00:00:00Z/P1D" });
				await chronos.markSuccessful(name);
				equal("disabled", (await chronos.job(name))["disabled"], false);
			},
		},
		{
			name: "a mark works on a disabled job, and leaves it disabled",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create({ disabled: true });
				await chronos.markSuccessful(name);
				const job = await chronos.job(name);
				equal("the fields", [job["successCount"], job["disabled"]], [1, true]);
			},
		},
		{
			name: "a mark leaves the state of a running job alone",
			section: "§1.4.8",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.markSuccessful(name);
				equal("the state", (await chronos.summary(name)).state, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "a mark starts the children",
			section: "§1.4.8",
			run: async (chronos) => {
				const parent = await chronos.create({ disabled: true }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.markSuccessful(parent);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a mark forgets how often the job's own parents succeeded",
			section: "§1.4.8",
			takesMs: 1500,
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.markSuccessful(a);
				await chronos.markSuccessful(child);
				await chronos.markSuccessful(b);
				await chronos.pass(1000);
				equal("successCount of the child", (await chronos.job(child))["successCount"], 1);
				await chronos.markSuccessful(a);
				await chronos.waitForRuns(child, 2);
			},
		},
		{
			name: "the body of a mark is ignored",
			section: "§1.4.8",
			run: async (chronos) => {
				const headers = { "Content-Type": "application/json" };
				isJson(await chronos.call("PUT", `job/success/${await chronos.create()}`, { headers, body: "{}" }));
			},
		},
	],
};
