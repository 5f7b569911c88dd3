import type { Chronos, Fields } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const delayMs = 60_000;
const first = "2020-01-01T00:00:00.000Z";
const last = "2020-01-02T00:00:00.000Z";

/** Starts a job that fails; waits out nothing. */
async function failing(chronos: Chronos, fields: Fields = {}): Promise<string> {
	const name = await chronos.create({ command: "exit 1", ...fields });
	await chronos.start(name);
	await chronos.pass(1500);
	return name;
}

/** How many attempts there were after a while, by what a failed run counts at its end. */
const eligible: readonly (readonly [about: string, fields: Fields, isRetried: boolean])[] = [
	["a fresh job", { retries: 1 }, true],
	["a job that says nothing about retries", {}, true],
	["a job with retries 0", { retries: 0 }, false],
	["a job with negative retries", { retries: -1 }, false],
	["a job whose last verdict is an error", { retries: 5, lastError: first }, false],
	["a job whose error is later than its success", { retries: 5, lastSuccess: first, lastError: last }, false],
	["a job whose success is later than its error", { retries: 1, lastSuccess: last, lastError: first }, true],
	["a job whose success and error are of one moment", { retries: 1, lastSuccess: first, lastError: first }, true],
	["a job with successes only", { retries: 1, lastSuccess: first }, true],
];

export const retries: Topic = {
	name: "retries",
	tests: [
		...eligible.map(([about, fields, isRetried]): ChronosTest => ({
			name: `${about} is ${isRetried ? "retried" : "not retried"}`,
			section: "§5.6",
			takesMs: 1500,
			run: async (chronos) => {
				const name = await failing(chronos, fields);
				if (!isRetried) await chronos.waitForRuns(name, 1);
				else equal("errorCount", (await chronos.job(name))["errorCount"], 0);
			},
		})),
		{
			name: "a retry comes a minute after the failure",
			section: "§5.6",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 1 });
				await chronos.pass(delayMs - 6000);
				equal("errorCount before", (await chronos.job(name))["errorCount"], 0);
				await chronos.waitForRuns(name, 1, 30_000);
				equal("errorCount after", (await chronos.job(name))["errorCount"], 1);
			},
		},
		{
			name: "a job with retries 2 has three attempts, and then one error",
			section: "§5.6",
			takesMs: 200_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 2 });
				await chronos.pass(delayMs + 5000);
				equal("errorCount after two attempts", (await chronos.job(name))["errorCount"], 0);
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				const job = await chronos.job(name);
				equal("the counters", [job["errorCount"], job["errorsSinceLastSuccess"]], [1, 1]);
			},
		},
		{
			name: "while a retry waits nothing is counted",
			section: "§5.6",
			takesMs: 1500,
			run: async (chronos) => {
				const job = await chronos.job(await failing(chronos, { retries: 1 }));
				const counted = ["successCount", "errorCount", "errorsSinceLastSuccess", "lastSuccess", "lastError"].map(
					(key) => job[key],
				);
				equal("the counters", counted, [0, 0, 0, "", ""]);
			},
		},
		{
			name: "a failed run after a failed run is one attempt",
			section: "§5.6",
			takesMs: 100_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 1 });
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				await chronos.start(name);
				await chronos.waitForRuns(name, 2);
			},
		},
		{
			name: "a job that succeeded again is retried again",
			section: "§5.6",
			takesMs: 3000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit", retries: 0 });
				await chronos.run(name, "?arguments=1");
				await chronos.run(name, "?arguments=0");
				const { successCount, errorCount, lastSuccess, lastError } = await chronos.job(name);
				await chronos.update(name, { command: "exit 1", retries: 3, successCount, errorCount, lastSuccess, lastError });
				await chronos.start(name);
				await chronos.pass(1500);
				equal("errorCount", (await chronos.job(name))["errorCount"], 1);
			},
		},
		{
			name: "a retry that succeeds counts one success and no error",
			section: "§5.7",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 1 });
				await chronos.update(name, { command: "true" });
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				const job = await chronos.job(name);
				equal("the counters", [job["successCount"], job["errorCount"], job["lastError"]], [1, 0, ""]);
			},
		},
		{
			name: "arguments of a manual start are not carried over to a retry",
			section: "§5.6",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit", arguments: ["0"], retries: 1 });
				await chronos.start(name, "?arguments=3");
				await chronos.pass(1500);
				equal("successCount before", (await chronos.job(name))["successCount"], 0);
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				equal("successCount after", (await chronos.job(name))["successCount"], 1);
			},
		},
		{
			name: "whether to retry is decided by the job as it is at the failure",
			section: "§5.6",
			takesMs: 6000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 3; exit 1", retries: 5 });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.update(name, { command: "true", retries: 0 });
				await chronos.waitForRuns(name, 1);
				equal("errorCount", (await chronos.job(name))["errorCount"], 1);
			},
		},
		{
			name: "a retry uses up a repetition",
			section: "§4.7",
			takesMs: 90_000,
			run: async (chronos) => {
				const start = new Date(chronos.now() - 1000).toISOString();
				const name = await chronos.create({ command: "exit 1", retries: 1, schedule: `R5/${start}/P1Y` });
				await chronos.pass(2000);
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				holds(
					"two repetitions are gone",
					String((await chronos.job(name))["schedule"]).startsWith("R3/"),
					(await chronos.job(name))["schedule"],
				);
			},
		},
		{
			name: "a job that runs once and is retried becomes endless",
			section: "§4.7",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1, schedule: "R1//P1Y" });
				await chronos.pass(2000);
				await chronos.waitForRuns(name, 1, delayMs + 30_000);
				holds(
					"it has no count",
					String((await chronos.job(name))["schedule"]).startsWith("R/"),
					(await chronos.job(name))["schedule"],
				);
			},
		},
		{
			name: "a job that was disabled while its retry waited is not run again",
			section: "§5.4",
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 1 });
				await chronos.update(name, { command: "true", disabled: true });
				await chronos.pass(delayMs + 10_000);
				const job = await chronos.job(name);
				equal("the counters", [job["successCount"], job["errorCount"]], [0, 0]);
			},
		},
		{
			name: "a retry that comes due while its job runs is lost",
			section: "§5.4",
			takesMs: 100_000,
			run: async (chronos) => {
				const name = await failing(chronos, { retries: 1 });
				await chronos.update(name, { command: "sleep 70" });
				await chronos.start(name);
				await chronos.waitForRuns(name, 1, 90_000);
				await chronos.pass(5000);
				equal("the state", (await chronos.summary(name)).state, "idle");
			},
		},
	],
};
