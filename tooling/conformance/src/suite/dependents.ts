import type { Chronos } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal } from "../difference.ts";

const successes = async (chronos: Chronos, name: string): Promise<unknown> => (await chronos.job(name))["successCount"];

/** Whatever a parent may start has been started by then. */
const settleMs = 1000;

export const dependents: Topic = {
	name: "dependent jobs",
	tests: [
		{
			name: "a child runs after its parent succeeds",
			section: "§5.8",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.run(parent);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a child does not run before",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const child = await chronos.create({ parents: [await chronos.create()] }, "child");
				await chronos.pass(settleMs);
				equal("successCount", await successes(chronos, child), 0);
			},
		},
		{
			name: "a child does not run after its parent fails",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const parent = await chronos.create({ command: "exit 1", retries: 0 }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.run(parent);
				await chronos.pass(settleMs);
				equal("successCount", await successes(chronos, child), 0);
			},
		},
		{
			name: "a child runs after its soft parent fails for good",
			section: "§5.8",
			run: async (chronos) => {
				const parent = await chronos.create({ command: "exit 1", retries: 0, softError: true }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				equal("errorCount of the parent", (await chronos.run(parent))["errorCount"], 1);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a child does not run while its soft parent waits for a retry",
			section: "§5.6",
			takesMs: 2000,
			run: async (chronos) => {
				const parent = await chronos.create({ command: "exit 1", retries: 1, softError: true }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.start(parent);
				await chronos.pass(2000);
				equal("successCount", await successes(chronos, child), 0);
			},
		},
		{
			name: "a child of two runs after both have succeeded",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.run(a);
				await chronos.pass(settleMs);
				equal("successCount after one", await successes(chronos, child), 0);
				await chronos.run(b);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a child of two does not run when one of them succeeds twice",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.run(a);
				await chronos.run(a);
				await chronos.pass(settleMs);
				equal("successCount", await successes(chronos, child), 0);
			},
		},
		{
			name: "a child of two needs both again after it has run",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.run(a);
				await chronos.run(b);
				await chronos.waitForRuns(child, 1);
				await chronos.run(b);
				await chronos.pass(settleMs);
				equal("successCount after one more", await successes(chronos, child), 1);
				await chronos.run(a);
				await chronos.waitForRuns(child, 2);
			},
		},
		{
			name: "a grandchild runs after the child",
			section: "§5.8",
			run: async (chronos) => {
				const root = await chronos.create({}, "root");
				const child = await chronos.create({ parents: [root] }, "child");
				const grandchild = await chronos.create({ parents: [child] }, "grandchild");
				await chronos.run(root);
				await chronos.waitForRuns(grandchild, 1);
				equal("successCount of the child", await successes(chronos, child), 1);
			},
		},
		{
			name: "all children of a parent run",
			section: "§5.8",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const children = [];
				for (const label of ["a", "b", "c"]) children.push(await chronos.create({ parents: [parent] }, label));
				await chronos.run(parent);
				for (const child of children) await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a diamond runs its end once",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const root = await chronos.create({}, "root");
				const a = await chronos.create({ parents: [root] }, "a");
				const b = await chronos.create({ parents: [root] }, "b");
				const end = await chronos.create({ parents: [a, b] }, "end");
				await chronos.run(root);
				await chronos.waitForRuns(end, 1);
				await chronos.pass(settleMs);
				equal("successCount of the end", await successes(chronos, end), 1);
			},
		},
		{
			name: "a disabled child does not run, and what runs after it neither",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent], disabled: true }, "child");
				const grandchild = await chronos.create({ parents: [child] }, "grandchild");
				await chronos.run(parent);
				await chronos.pass(settleMs);
				equal("successCounts", [await successes(chronos, child), await successes(chronos, grandchild)], [0, 0]);
			},
		},
		{
			name: "the successes of a parent count for a disabled child",
			section: "§5.8",
			takesMs: 1000,
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b], disabled: true }, "child");
				await chronos.run(a);
				await chronos.pass(settleMs);
				await chronos.put({ name: child, command: "true", parents: [a, b] });
				await chronos.run(b);
				await chronos.pass(settleMs);
				equal("successCount", await successes(chronos, child), 1);
			},
		},
		{
			name: "the child of a disabled job never runs by itself",
			section: "§3.5",
			takesMs: 1000,
			run: async (chronos) => {
				const parent = await chronos.create({ disabled: true, schedule: "R1//P1Y" }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.pass(settleMs);
				equal("successCount", await successes(chronos, child), 0);
			},
		},
		{
			name: "a child of a parent on schedule runs after it",
			section: "§5.8",
			run: async (chronos) => {
				const start = new Date(chronos.now() + 2000).toISOString();
				const parent = await chronos.create({ schedule: `R/${start}/P1D` }, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				await chronos.waitForRuns(parent, 1);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "a failed child is retried like any job",
			section: "§5.6",
			takesMs: 90_000,
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent], command: "exit 1", retries: 1 }, "child");
				await chronos.run(parent);
				await chronos.pass(2000);
				equal("errorCount before", (await chronos.job(child))["errorCount"], 0);
				await chronos.waitForRuns(child, 1, 90_000);
			},
		},
	],
};
