import { isJson } from "../answers.ts";
import type { ChronosTest, Need, Topic } from "../chronos-test.ts";
import { equal } from "../difference.ts";

const needs: readonly Need[] = ["restart", "disposable"];

const tests: readonly Omit<ChronosTest, "section" | "needs">[] = [
	{
		name: "jobs survive a restart to the letter",
		run: async (chronos) => {
			const parent = await chronos.create(
				{ successCount: 3, lastSuccess: "2020-01-01T00:00:00.000Z", container: { image: "i" } },
				"parent",
			);
			await chronos.create({ parents: [parent], description: "żółć" }, "child");
			const before = await chronos.call("GET", "jobs");
			await chronos.restart();
			equal("the list", (await chronos.call("GET", "jobs")).text, before.text);
		},
	},
	{
		name: "a rewritten schedule survives a restart, and nothing runs again for it",
		run: async (chronos) => {
			const name = await chronos.create({ schedule: "R5/2020-01-01T00:00:00Z/P1Y" });
			await chronos.waitForRuns(name, 1);
			const before = await chronos.job(name);
			await chronos.restart();
			await chronos.pass(2000);
			equal("the job", await chronos.job(name), before);
		},
	},
	{
		name: "durations are forgotten at a restart",
		run: async (chronos) => {
			const name = await chronos.create();
			await chronos.run(name);
			await chronos.restart();
			const reply = await chronos.call("GET", `job/stat/${name}`);
			isJson(reply);
			equal("count", (reply.json() as { readonly histogram: { readonly count: number } }).histogram.count, 0);
		},
	},
	{
		name: "what was queued is forgotten at a restart",
		run: async (chronos) => {
			const name = await chronos.create({ cpus: 1_000_000 });
			await chronos.start(name);
			await chronos.waitForState(name, "queued");
			await chronos.restart();
			equal("the state", (await chronos.summary(name)).state, "idle");
		},
	},
	{
		name: "a retry that waited is forgotten at a restart",
		takesMs: 90_000,
		run: async (chronos) => {
			const name = await chronos.create({ command: "exit 1", retries: 1 });
			await chronos.start(name);
			await chronos.pass(2000);
			await chronos.restart();
			await chronos.pass(80_000);
			equal("errorCount", (await chronos.job(name))["errorCount"], 0);
		},
	},
	{
		name: "how often parents succeeded is forgotten at a restart",
		run: async (chronos) => {
			const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
			const child = await chronos.create({ parents: [a, b] }, "child");
			await chronos.run(a);
			await chronos.restart();
			await chronos.run(b);
			await chronos.pass(2000);
			equal("successCount of the child", (await chronos.job(child))["successCount"], 0);
		},
	},
	{
		name: "what came due while the server was down runs once when it is back",
		run: async (chronos) => {
			const start = new Date(chronos.now() + 60_000).toISOString();
			const name = await chronos.create({ schedule: `R/${start}/PT1H` });
			await chronos.restart();
			await chronos.pass(61_000);
			await chronos.waitForRuns(name, 1);
			equal("successCount", (await chronos.job(name))["successCount"], 1);
		},
	},
];

export const restarts: Topic = { name: "restarts", tests: tests.map((test) => ({ ...test, section: "§5.14", needs })) };
