import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const past = (chronos: Chronos, ms: number): string => new Date(chronos.now() - ms).toISOString();
const lastSuccess = async (chronos: Chronos, name: string): Promise<string> =>
	String((await chronos.job(name))["lastSuccess"]);

export const queues: Topic = {
	name: "queues and overlapping runs",
	tests: [
		{
			name: "a job that no machine can hold stays queued",
			section: "§5.4",
			takesMs: 2000,
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y", cpus: 1_000_000 });
				await chronos.waitForState(name, "queued");
				await chronos.pass(2000);
				equal("the state", (await chronos.summary(name)).state, "queued");
			},
		},
		{
			name: "a run with a slash in its arguments is never heard of again",
			section: "§5.5",
			takesMs: 2000,
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y", arguments: ["a/b"] });
				await chronos.pass(2000);
				equal("the successes", (await chronos.job(name))["successCount"], 0);
			},
		},
		{
			name: "a queued job that is disabled becomes idle",
			section: "§5.4",
			takesMs: 61_000,
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.update(name, { cpus: 1_000_000, disabled: true });
				await chronos.waitForState(name, "idle", 70_000);
			},
		},
		{
			name: "a queued job that asks for less runs",
			section: "§5.4",
			takesMs: 61_000,
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.update(name, {});
				await chronos.waitForRuns(name, 1, 70_000);
			},
		},
		{
			name: "a concurrent job runs as often at once as it is started",
			section: "§5.4",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300", concurrent: true });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.start(name);
				await chronos.waitForState(name, "2 running");
				await chronos.kill(name);
			},
		},
		{
			name: "a job that is not concurrent never runs twice at once",
			section: "§5.4",
			takesMs: 1500,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.start(name);
				await chronos.pass(1500);
				equal("the state", (await chronos.summary(name)).state, "1 running");
				await chronos.kill(name);
			},
		},
		{
			name: "occurrences during a run collapse into one right after it",
			section: "§5.4",
			needs: ["manual-time"],
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 25", schedule: `R/${past(chronos, 1000)}/PT10S` });
				await chronos.waitForState(name, "1 running");
				await chronos.pass(20_000);
				equal("successCount during the run", (await chronos.job(name))["successCount"], 0);
				await chronos.pass(7000);
				equal("successCount after it", (await chronos.job(name))["successCount"], 1);
				// A finish does not wake the loop (contract §5.1).
				await chronos.waitForState(name, "1 running", 61_000);
				await chronos.kill(name);
			},
		},
		{
			name: "occurrences of a concurrent job overlap",
			section: "§5.4",
			needs: ["manual-time"],
			run: async (chronos) => {
				const name = await chronos.create({
					command: "sleep 25",
					concurrent: true,
					schedule: `R/${past(chronos, 1000)}/PT10S`,
				});
				await chronos.pass(1000);
				await chronos.pass(20_000);
				equal("the state", (await chronos.summary(name)).state, "3 running");
				await chronos.kill(name);
			},
		},
		{
			name: "jobs wait in the order in which they were queued",
			section: "§5.3",
			needs: ["small-machine"],
			run: async (chronos) => {
				const busy = await chronos.create({ command: "sleep 300", cpus: 1 }, "busy");
				await chronos.start(busy);
				await chronos.waitForState(busy, "1 running");
				const names = [];
				for (const label of ["z", "a", "m"]) names.push(await chronos.create({ command: "sleep 1", cpus: 1 }, label));
				for (const name of names) {
					await chronos.start(name);
					await chronos.waitForState(name, "queued");
				}
				await chronos.kill(busy);
				for (const name of names) await chronos.waitForRuns(name, 1);
				const times = [];
				for (const name of names) times.push(await lastSuccess(chronos, name));
				equal("the times of their ends", times, times.toSorted());
				holds("they ended one after another", new Set(times).size === times.length, times);
			},
		},
		{
			name: "jobs of high priority go first",
			section: "§5.3",
			needs: ["small-machine"],
			run: async (chronos) => {
				const busy = await chronos.create({ command: "sleep 300", cpus: 1 }, "busy");
				await chronos.start(busy);
				await chronos.waitForState(busy, "1 running");
				const low = await chronos.create({ command: "sleep 1", cpus: 1 }, "low");
				const high = await chronos.create({ command: "sleep 1", cpus: 1, highPriority: true }, "high");
				await chronos.start(low);
				await chronos.start(high);
				await chronos.waitForState(high, "queued");
				await chronos.kill(busy);
				await chronos.waitForRuns(low, 1);
				await chronos.waitForRuns(high, 1);
				holds("the high one ended first", (await lastSuccess(chronos, high)) < (await lastSuccess(chronos, low)));
			},
		},
		{
			name: "the sizes of the queues can be measured",
			section: "§10.3",
			needs: ["disposable"],
			run: async (chronos) => {
				for (const highPriority of [false, true, true]) {
					const name = await chronos.create({ cpus: 1_000_000, highPriority });
					await chronos.start(name);
					await chronos.waitForState(name, "queued");
				}
				const { gauges } = (await chronos.request({ path: "/metrics" })).json() as {
					readonly gauges: Readonly<Record<string, unknown>>;
				};
				const sizes = ["queueSize", "highQueueSize"].map(
					(name) => gauges[`org.apache.mesos.chronos.scheduler.jobs.TaskManager.${name}`],
				);
				equal("the sizes", sizes, [{ value: 1 }, { value: 2 }]);
			},
		},
		...(["EQUALS", "LIKE", "UNLIKE"] as const).map((operator): ChronosTest => ({
			name: `${operator} holds of no attribute that a machine lacks`,
			section: "§5.12",
			takesMs: 1000,
			run: async (chronos) => {
				const name = await chronos.create({ constraints: [["no-such-attribute", operator, ".*"]] });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.pass(1000);
				equal("the state", (await chronos.summary(name)).state, "queued");
			},
		})),
		...(
			[
				["EQUALS", "no.such.host", false],
				["LIKE", "no.*such", false],
				["LIKE", ".+", true],
				["UNLIKE", ".+", false],
				["UNLIKE", "no.*such", true],
			] as const
		).map(([operator, value, isMet]): ChronosTest => ({
			name: `hostname ${operator} ${value} is ${isMet ? "met" : "not met"}`,
			section: "§5.12",
			run: async (chronos) => {
				const name = await chronos.create({ constraints: [["hostname", operator, value]] });
				await chronos.start(name);
				await (isMet ? chronos.waitForRuns(name, 1) : chronos.waitForState(name, "queued"));
			},
		})),
	],
};
