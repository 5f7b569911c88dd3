import { isFailedRequirement, isNoContent } from "../answers.ts";
import type { Chronos, Fields } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

async function running(chronos: Chronos, fields: Fields = {}): Promise<string> {
	const name = await chronos.create({ command: "sleep 300", ...fields }, "long");
	await chronos.start(name);
	await chronos.waitForState(name, "1 running");
	return name;
}

async function killed(chronos: Chronos, fields: Fields = {}): Promise<string> {
	const name = await running(chronos, fields);
	await chronos.kill(name);
	await chronos.waitForState(name, "idle");
	return name;
}

export const killTasks: Topic = {
	name: "DELETE task/kill/NAME",
	tests: [
		{
			name: "a kill is 204 even if nothing runs",
			section: "§1.4.9",
			run: async (chronos) => isNoContent(await chronos.call("DELETE", `task/kill/${await chronos.create()}`)),
		},
		{
			name: "a kill of an unknown job is 400",
			section: "§1.4.9",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("DELETE", `task/kill/${name}`), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "a kill of a running job is 204 without a body",
			section: "§5.10",
			run: async (chronos) => isNoContent(await chronos.call("DELETE", `task/kill/${await running(chronos)}`)),
		},
		{
			name: "a killed job is idle",
			section: "§5.5",
			run: async (chronos) => void (await killed(chronos)),
		},
		{
			name: "a kill counts neither as success nor as error",
			section: "§5.7",
			run: async (chronos) => {
				const job = await chronos.job(await killed(chronos));
				equal(
					"the counters",
					[job["successCount"], job["errorCount"], job["errorsSinceLastSuccess"], job["lastSuccess"], job["lastError"]],
					[0, 0, 0, "", ""],
				);
			},
		},
		{
			name: "a killed job keeps its last verdict",
			section: "§9.47",
			run: async (chronos) => {
				const name = await killed(chronos, { successCount: 1, lastSuccess: "2020-01-01T00:00:00.000Z" });
				equal("the status", (await chronos.summary(name)).status, "success");
			},
		},
		{
			name: "a killed run is not retried",
			section: "§5.5",
			takesMs: 66_000,
			run: async (chronos) => {
				const name = await killed(chronos, { retries: 5 });
				await chronos.pass(65_000);
				equal("the state", (await chronos.summary(name)).state, "idle");
			},
		},
		{
			name: "a kill starts no children",
			section: "§5.5",
			takesMs: 1500,
			run: async (chronos) => {
				const parent = await running(chronos);
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.kill(parent);
				await chronos.waitForState(parent, "idle");
				await chronos.pass(1000);
				equal("successCount of the child", (await chronos.job(child))["successCount"], 0);
			},
		},
		{
			name: "a kill of a soft job starts no children either",
			section: "§5.5",
			takesMs: 1500,
			run: async (chronos) => {
				const parent = await running(chronos, { softError: true });
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.kill(parent);
				await chronos.waitForState(parent, "idle");
				await chronos.pass(1000);
				equal("successCount of the child", (await chronos.job(child))["successCount"], 0);
			},
		},
		{
			name: "a kill leaves the schedule alone",
			section: "§5.10",
			run: async (chronos) => {
				const name = await running(chronos);
				const before = (await chronos.job(name))["schedule"];
				await chronos.kill(name);
				await chronos.waitForState(name, "idle");
				equal("the schedule", (await chronos.job(name))["schedule"], before);
			},
		},
		{
			name: "a kill leaves a job enabled",
			section: "§5.7",
			run: async (chronos) => equal("disabled", (await chronos.job(await killed(chronos)))["disabled"], false),
		},
		{
			name: "a kill ends every run of a concurrent job",
			section: "§5.10",
			run: async (chronos) => {
				const name = await running(chronos, { concurrent: true });
				await chronos.start(name);
				await chronos.waitForState(name, "2 running");
				await chronos.kill(name);
				await chronos.waitForState(name, "idle");
			},
		},
		{
			name: "a kill does not touch the queue",
			section: "§5.10",
			takesMs: 1000,
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.kill(name);
				await chronos.pass(500);
				equal("the state", (await chronos.summary(name)).state, "queued");
			},
		},
		{
			name: "a kill does not touch a retry that waits",
			section: "§5.10",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1 });
				await chronos.start(name);
				await chronos.pass(3000);
				await chronos.kill(name);
				equal("errorCount before the retry", (await chronos.job(name))["errorCount"], 0);
				await chronos.waitForRuns(name, 1, 80_000);
			},
		},
		{
			name: "a killed job can be started again",
			section: "§5.10",
			run: async (chronos) => {
				const name = await killed(chronos);
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "the path of a kill does not care for a content type",
			section: "§1.8",
			run: async (chronos) => {
				const headers = { "Content-Type": "text/plain" };
				isNoContent(await chronos.call("DELETE", `task/kill/${await chronos.create()}`, { headers }));
			},
		},
		{
			name: "a kill disables no job whose last repetition it was",
			section: "§4.6",
			run: async (chronos) => {
				const start = new Date(chronos.now() - 1000).toISOString();
				const name = await chronos.create({ command: "sleep 300", schedule: `R1/${start}/P1Y` });
				await chronos.waitForState(name, "1 running");
				await chronos.kill(name);
				await chronos.waitForState(name, "idle");
				const job = await chronos.job(name);
				equal("disabled", job["disabled"], false);
				holds("the schedule has no repetition left", String(job["schedule"]).startsWith("R0/"), job["schedule"]);
			},
		},
	],
};
