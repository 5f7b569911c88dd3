import { isFailedRequirement, isNoContent, isRefusal } from "../answers.ts";
import { farSchedule } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

export const submitChild: Topic = {
	name: "POST dependency",
	tests: [
		{
			name: "creating a dependent job is 204 without a body",
			section: "§1.4.6",
			run: async (chronos) =>
				isNoContent(await chronos.put({ name: chronos.name("child"), parents: [await chronos.create()] })),
		},
		{
			name: "a dependent job can be seen within a second",
			section: "§5.1",
			run: async (chronos) => {
				const name = chronos.name("child");
				await chronos.put({ name, parents: [await chronos.create()] });
				await chronos.waitFor("it is there", () => chronos.has(name), 1000);
			},
		},
		{
			name: "a dependent job may depend on a dependent job",
			section: "§3.3",
			run: async (chronos) => {
				const child = await chronos.create({ parents: [await chronos.create()] }, "child");
				const grandchild = await chronos.create({ parents: [child] }, "grandchild");
				equal("parents", (await chronos.job(grandchild))["parents"], [child]);
			},
		},
		{
			name: "a bad name of a dependent job is told",
			section: "§3.3",
			run: async (chronos) =>
				isFailedRequirement(
					await chronos.put({ name: chronos.name("a b"), parents: [await chronos.create()] }),
					"the job's name is invalid. Allowed names: '([\\w\\.-]+)'",
				),
		},
		{
			name: "creating a dependent job without parents is 500 as JSON",
			section: "§3.3",
			run: async (chronos) =>
				isRefusal(
					await chronos.put({ name: chronos.name(), parents: [] }),
					"java.lang.Exception: Error, parent does not exist",
					500,
				),
		},
		{
			name: "a bad name is told before missing parents",
			section: "§3.3",
			run: async (chronos) =>
				isFailedRequirement(
					await chronos.put({ name: chronos.name("a b"), parents: [] }),
					"the job's name is invalid. Allowed names: '([\\w\\.-]+)'",
				),
		},
		{
			name: "creating a dependent job checks neither uris nor fetch",
			section: "§3.3",
			run: async (chronos) =>
				isNoContent(
					await chronos.put({
						name: chronos.name(),
						parents: [await chronos.create()],
						uris: ["http://a/"],
						fetch: [{ uri: "http://b/" }],
					}),
				),
		},
		{
			name: "a disabled parent is a parent",
			section: "§3.5",
			run: async (chronos) =>
				isNoContent(await chronos.put({ name: chronos.name(), parents: [await chronos.create({ disabled: true })] })),
		},
		{
			name: "a missing parent is 204, and the job is invisible",
			section: "§3.3",
			needs: ["disposable"],
			run: async (chronos) => {
				const name = chronos.name("lost");
				isNoContent(await chronos.put({ name, command: "true", parents: [chronos.name("ghost")] }));
				await chronos.pass(500);
				holds("it cannot be read", !(await chronos.has(name)));
				equal("the list", await chronos.list(), []);
			},
		},
		{
			name: "a job with a missing parent cannot be deleted",
			section: "§3.3",
			needs: ["disposable"],
			run: async (chronos) => {
				const name = chronos.name("lost");
				await chronos.put({ name, command: "true", parents: [chronos.name("ghost")] });
				await chronos.pass(500);
				isFailedRequirement(await chronos.call("DELETE", `job/${name}`), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "a job with a missing parent appears when the parent does",
			section: "§3.3",
			needs: ["disposable"],
			run: async (chronos) => {
				const [name, ghost] = [chronos.name("lost"), chronos.name("ghost")];
				isNoContent(await chronos.put({ name, command: "true", parents: [ghost] }));
				await chronos.create({ name: ghost });
				await chronos.waitFor("it is there", () => chronos.has(name));
				equal("parents", (await chronos.job(name))["parents"], [ghost]);
			},
		},
		{
			name: "an update without parents is 400",
			section: "§3.4",
			run: async (chronos) => {
				const name = await chronos.create({ parents: [await chronos.create()] });
				isFailedRequirement(await chronos.put({ name, parents: [] }), "Error, parent does not exist");
			},
		},
		{
			name: "an update with a missing parent is 400",
			section: "§3.4",
			run: async (chronos) => {
				const parent = await chronos.create();
				const name = await chronos.create({ parents: [parent] }, "child");
				isFailedRequirement(
					await chronos.put({ name, parents: [parent, chronos.name("ghost")] }),
					`JobSchedule ${name} does not have all parents defined!`,
				);
				equal("parents", (await chronos.job(name))["parents"], [parent]);
			},
		},
		{
			name: "an update to be its own parent is 400",
			section: "§3.4",
			run: async (chronos) => {
				const name = await chronos.create({ parents: [await chronos.create()] }, "child");
				isRefusal(
					await chronos.put({ name, parents: [name] }),
					"java.lang.IllegalArgumentException: loops not allowed",
				);
			},
		},
		{
			name: "an update that closes a circle is 500 as JSON",
			section: "§3.4",
			needs: ["disposable"],
			run: async (chronos) => {
				const root = await chronos.create({}, "root");
				const a = await chronos.create({ parents: [root] }, "a");
				const b = await chronos.create({ parents: [a] }, "b");
				isRefusal(
					await chronos.put({ name: a, parents: [b] }),
					"org.jgrapht.experimental.dag.DirectedAcyclicGraph$CycleFoundException",
					500,
				);
			},
		},
		{
			name: "an update that closes a circle leaves the stored job as it was",
			section: "§3.4",
			needs: ["disposable"],
			run: async (chronos) => {
				const root = await chronos.create({}, "root");
				const a = await chronos.create({ parents: [root] }, "a");
				const b = await chronos.create({ parents: [a] }, "b");
				await chronos.put({ name: a, parents: [b] });
				equal("parents", (await chronos.job(a))["parents"], [root]);
				await chronos.pass(61_000);
				const links = (await chronos.csv()).filter((line) => line.startsWith("link"));
				equal("the links", links.toSorted(), [`link,${a},${b}`, `link,${root},${a}`].toSorted());
			},
		},
		{
			name: "an update replaces the parents and their links",
			section: "§3.4",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a] }, "child");
				isNoContent(await chronos.put({ name: child, command: "true", parents: [b] }));
				equal("parents", (await chronos.job(child))["parents"], [b]);
				equal(
					"the links",
					(await chronos.csv()).filter((line) => line.startsWith("link")),
					[`link,${b},${child}`],
				);
			},
		},
		{
			name: "a scheduled job may become a dependent one",
			section: "§3.4",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const name = await chronos.create({ schedule: farSchedule }, "child");
				isNoContent(await chronos.put({ name, command: "true", parents: [parent] }));
				const job = await chronos.job(name);
				equal("parents", job["parents"], [parent]);
				holds("it has no schedule", !("schedule" in job), job);
			},
		},
		{
			name: "an update of a dependent job without counters zeroes them",
			section: "§2.7",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const name = await chronos.create(
					{ parents: [parent], successCount: 3, lastSuccess: "2020-01-01T00:00:00.000Z" },
					"child",
				);
				isNoContent(await chronos.put({ name, parents: [parent] }));
				const job = await chronos.job(name);
				equal("the counters", [job["successCount"], job["lastSuccess"]], [0, ""]);
			},
		},
		{
			name: "a new job that is its own parent is 204, to the end of the server",
			section: "§3.3",
			needs: ["mortal"],
			run: async (chronos) => {
				const name = chronos.name();
				isNoContent(await chronos.put({ name, command: "true", parents: [name] }));
			},
		},
		{
			name: "new jobs that wait for each other are 204, to the end of the server",
			section: "§3.3",
			needs: ["mortal"],
			run: async (chronos) => {
				const [a, b] = [chronos.name("a"), chronos.name("b")];
				isNoContent(await chronos.put({ name: a, command: "true", parents: [b] }));
				isNoContent(await chronos.put({ name: b, command: "true", parents: [a] }));
			},
		},
	],
};
