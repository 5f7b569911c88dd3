import { isFailedRequirement, isNoContent } from "../answers.ts";
import type { Chronos, Fields, WireJob } from "../chronos.ts";
import { farSchedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

/** What a child keeps when its scheduled parent goes (contract §3.6). */
const kept: Fields = {
	command: "exit 0",
	successCount: 4,
	errorCount: 3,
	executorFlags: "-f",
	taskInfoData: "t",
	retries: 6,
	owner: "o",
	lastError: "2020-01-01T00:00:00.000Z",
	lastSuccess: "2020-01-02T00:00:00.000Z",
	cpus: 0.2,
	disk: 20,
	mem: 30,
	disabled: true,
	softError: true,
	uris: ["http://a/"],
	highPriority: true,
	maxCompletionTime: 70,
};

/** What it loses, and what stands there then. */
const lost: readonly (readonly [field: string, sent: unknown, becomes: unknown])[] = [
	["ownerName", "n", ""],
	["description", "d", ""],
	["runAsUser", "nobody", ""],
	["container", { image: "i" }, undefined],
	["environmentVariables", [{ name: "A", value: "1" }], []],
	["shell", false, true],
	["arguments", ["a"], []],
	["dataProcessingJobType", true, false],
	["constraints", [["rack", "EQUALS", "r"]], []],
	["concurrent", true, false],
	["errorsSinceLastSuccess", 2, 0],
];

async function orphan(chronos: Chronos, fields: Fields, parentFields: Fields = {}): Promise<WireJob> {
	const parent = await chronos.create(parentFields, "parent");
	const child = await chronos.create({ disabled: true, ...fields, parents: [parent] }, "child");
	await chronos.delete(parent);
	return chronos.job(child);
}

export const deleteJob: Topic = {
	name: "DELETE job/NAME",
	tests: [
		{
			name: "deleting a job is 204 without a body",
			section: "§3.6",
			run: async (chronos) => isNoContent(await chronos.call("DELETE", `job/${await chronos.create()}`)),
		},
		{
			name: "deleting an unknown job is 400",
			section: "§3.6",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("DELETE", `job/${name}`), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "deleting a job twice is 400 the second time",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.delete(name);
				isFailedRequirement(await chronos.call("DELETE", `job/${name}`), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "a deleted job cannot be read",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.delete(name);
				isFailedRequirement(await chronos.call("GET", `job/${name}`), `Job '${name}' not found`);
				equal("the summary", await chronos.summaries(), []);
				equal("the csv", await chronos.csv(), []);
			},
		},
		{
			name: "the name of a deleted job may be used again, from the beginning",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create({ successCount: 5, owner: "o" });
				await chronos.delete(name);
				await chronos.create({ name });
				const job = await chronos.job(name);
				equal("the fields", [job["successCount"], job["owner"]], [0, ""]);
			},
		},
		{
			name: "a job with children is deleted all the same",
			section: "§3.6",
			run: async (chronos) => {
				const parent = await chronos.create();
				await chronos.create({ parents: [parent] }, "child");
				isNoContent(await chronos.call("DELETE", `job/${parent}`));
			},
		},
		{
			name: "children of a deleted dependent job get its parents",
			section: "§3.6",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const middle = await chronos.create({ parents: [a] }, "middle");
				const child = await chronos.create({ parents: [middle, b] }, "child");
				await chronos.delete(middle);
				equal("parents", ((await chronos.job(child))["parents"] as readonly string[]).toSorted(), [a, b]);
				const links = (await chronos.csv()).filter((line) => line.startsWith("link"));
				equal("the links", links.toSorted(), [`link,${a},${child}`, `link,${b},${child}`]);
			},
		},
		{
			name: "children of a deleted dependent job keep all their fields",
			section: "§3.6",
			run: async (chronos) => {
				const root = await chronos.create({}, "root");
				const middle = await chronos.create({ parents: [root] }, "middle");
				const fields = Object.fromEntries(lost.map(([field, sent]) => [field, sent]));
				const child = await chronos.create({ ...fields, disabled: true, parents: [middle] }, "child");
				const before = await chronos.job(child);
				await chronos.delete(middle);
				equal("the child", await chronos.job(child), { ...before, parents: [root] });
			},
		},
		{
			name: "a child of a deleted scheduled job gets its schedule and zone",
			section: "§3.6",
			run: async (chronos) => {
				const schedule = "R5/2090-03-01T10:00:00Z/P1W";
				const job = await orphan(chronos, {}, { schedule, scheduleTimeZone: "Europe/Rome", disabled: true });
				equal("the schedule", [job["schedule"], job["scheduleTimeZone"]], [schedule, "Europe/Rome"]);
				holds("it has no parents", !("parents" in job), job);
			},
		},
		{
			name: "a child of a deleted scheduled job keeps what Chronos copies",
			section: "§3.6",
			run: async (chronos) => {
				const job = await orphan(chronos, kept);
				equal("the fields", Object.fromEntries(Object.keys(kept).map((key) => [key, job[key]])), kept);
			},
		},
		...lost.map(([field, sent, becomes]): ChronosTest => ({
			name: `a child of a deleted scheduled job loses its ${field}`,
			section: "§3.6",
			run: async (chronos) => equal(field, (await orphan(chronos, { [field]: sent }))[field], becomes),
		})),
		{
			name: "even a child with other parents becomes scheduled",
			section: "§3.6",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.delete(a);
				const job = await chronos.job(child);
				equal("the schedule", job["schedule"], farSchedule);
				holds("it has no parents", !("parents" in job), job);
			},
		},
		{
			name: "the links from other parents stay, and start the job as well",
			section: "§3.6",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.create({ parents: [a, b] }, "child");
				await chronos.delete(a);
				await chronos.run(b);
				await chronos.waitForRuns(child, 1);
			},
		},
		{
			name: "deleting a job ends what runs of it",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.delete(name);
				await chronos.create({ name, command: "true" });
				await chronos.waitForState(name, "idle");
				equal("successCount of the new one", (await chronos.job(name))["successCount"], 0);
			},
		},
		{
			name: "a run that waited when its job was deleted never starts",
			section: "§3.6",
			takesMs: 1500,
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				await chronos.delete(name);
				await chronos.create({ name, command: "true" });
				await chronos.pass(1000);
				equal("the state", (await chronos.summary(name)).state, "idle");
				equal("successCount", (await chronos.job(name))["successCount"], 0);
			},
		},
		{
			name: "a retry that waited when its job was deleted never comes",
			section: "§3.6",
			takesMs: 70_000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 5 });
				await chronos.start(name);
				await chronos.pass(2000);
				await chronos.delete(name);
				await chronos.create({ name, command: "true" });
				await chronos.pass(66_000);
				equal("successCount", (await chronos.job(name))["successCount"], 0);
			},
		},
		{
			name: "a body of a DELETE is ignored",
			section: "§1.8",
			run: async (chronos) =>
				isNoContent(
					await chronos.call("DELETE", `job/${await chronos.create()}`, {
						body: "x",
						headers: { "Content-Type": "application/json" },
					}),
				),
		},
	],
};
