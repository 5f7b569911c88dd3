import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

/** Field and what it is when nobody says anything, as it stands on the wire (contract §2.3). */
const defaults: readonly (readonly [field: string, json: string])[] = [
	["command", '""'],
	["shell", "true"],
	["executor", '""'],
	["executorFlags", '""'],
	["taskInfoData", '""'],
	["retries", "2"],
	["owner", '""'],
	["ownerName", '""'],
	["description", '""'],
	["successCount", "0"],
	["errorCount", "0"],
	["lastSuccess", '""'],
	["lastError", '""'],
	["cpus", "0.1"],
	["disk", "256.0"],
	["mem", "128.0"],
	["disabled", "false"],
	["softError", "false"],
	["dataProcessingJobType", "false"],
	["errorsSinceLastSuccess", "0"],
	["fetch", "[]"],
	["uris", "[]"],
	["environmentVariables", "[]"],
	["arguments", "[]"],
	["highPriority", "false"],
	["runAsUser", '"root"'],
	["concurrent", "false"],
	["maxCompletionTime", "0"],
	["constraints", "[]"],
	["scheduleTimeZone", '""'],
];

/** Field, what is sent, and what is on the wire then when that is something else. */
const kept: readonly (readonly [field: string, sent: unknown, json?: string])[] = [
	["command", "sleep 1 && echo 'a b'"],
	["shell", false],
	["executor", "/opt/executor"],
	["executorFlags", "-v"],
	["taskInfoData", "data"],
	["retries", 7],
	["owner", "a@example.org, b@example.org"],
	["ownerName", "Alice"],
	["description", "what it is for"],
	["successCount", 12],
	["errorCount", 3],
	["lastSuccess", "2020-02-03T04:05:06.789Z"],
	["lastError", "2020-02-02T04:05:06.789Z"],
	["cpus", 2.5, "2.5"],
	["cpus", 1, "1.0"],
	["disk", 10, "10.0"],
	["mem", 1024, "1024.0"],
	["disabled", true],
	["softError", true],
	["dataProcessingJobType", true],
	["errorsSinceLastSuccess", 4],
	["uris", ["http://files.example/a", "http://files.example/b"]],
	[
		"environmentVariables",
		[
			{ name: "A", value: "1" },
			{ name: "B", value: "" },
		],
	],
	["arguments", ["-a", "b c", ""]],
	["highPriority", true],
	["runAsUser", "nobody"],
	["runAsUser", ""],
	["concurrent", true],
	["maxCompletionTime", 90],
	[
		"constraints",
		[
			["rack", "EQUALS", "r1"],
			["hostname", "LIKE", "n[0-9]+"],
			["hostname", "UNLIKE", "m.*"],
		],
	],
	["scheduleTimeZone", "Europe/Rome"],
];

/** Numbers that Java prints otherwise than JavaScript (contract §1.1). */
const printed: readonly (readonly [sent: string, json: string])[] = [
	["0.001", "0.001"],
	["0.25", "0.25"],
	["16", "16.0"],
	["4096.5", "4096.5"],
	["9999999", "9999999.0"],
	["10000000", "1.0E7"],
	["123456789", "1.23456789E8"],
	["1e3", "1000.0"],
	["0.0001", "1.0E-4"],
	["-1", "-1.0"],
];

export const jobDefaults: Topic = {
	name: "fields of a job",
	tests: [
		...defaults.map(([field, json]): ChronosTest => ({
			name: `a job that says nothing about ${field} has ${json}`,
			section: "§2.3",
			run: async (chronos) => {
				const name = chronos.name();
				const sent = `{"name":"${name}","schedule":"R/2090-01-01T00:00:00.000Z/P1D"}`;
				equal("the status of the submit", (await chronos.putText(sent)).status, 204);
				await chronos.waitFor("it is there", () => chronos.has(name));
				const { text } = await chronos.call("GET", `job/${name}`);
				holds(`"${field}":${json} is on the wire`, has(text, field, json), text);
			},
		})),
		...kept.map(([field, sent, json = JSON.stringify(sent)]): ChronosTest => ({
			name: `a job keeps the ${field} ${json}`,
			section: "§2.3",
			run: async (chronos) => {
				const { text } = await chronos.call("GET", `job/${await chronos.create({ [field]: sent })}`);
				holds(`"${field}":${json} is on the wire`, has(text, field, json), text);
			},
		})),
		...printed.map(([sent, json]): ChronosTest => ({
			name: `mem ${sent} is printed as ${json}`,
			section: "§1.1",
			run: async (chronos) => {
				const name = chronos.name();
				const body = `{"name":"${name}","disabled":true,"schedule":"R/2090-01-01T00:00:00Z/P1D","mem":${sent}}`;
				equal("the status of the submit", (await chronos.putText(body)).status, 204);
				await chronos.waitFor("it is there", () => chronos.has(name));
				const { text } = await chronos.call("GET", `job/${name}`);
				holds(`"mem":${json} is on the wire`, has(text, "mem", json), text);
			},
		})),
		...(["cpus", "disk", "mem"] as const).map((field): ChronosTest => ({
			name: `${field} 0 is stored as the default`,
			section: "§2.3",
			run: async (chronos) => {
				const plain = await chronos.job(await chronos.create());
				equal(field, (await chronos.job(await chronos.create({ [field]: 0 })))[field], plain[field]);
			},
		})),
		...["gpu", "epsilon", "async", "dataJob", "labels", "state", "status", "type", "environment", "Retries"].map(
			(field): ChronosTest => ({
				name: `the unknown field ${field} is ignored`,
				section: "§2.3",
				run: async (chronos) => {
					const job = await chronos.job(await chronos.create({ [field]: "x" }));
					holds("it is not there", !(field in job), job);
					equal("retries", job["retries"], 2);
				},
			}),
		),
		{
			name: "a build with gpus emits them as an integer after mem",
			section: "§2.9",
			run: async (chronos) => {
				const { text } = await chronos.call("GET", `job/${await chronos.create({ gpus: 1 })}`);
				holds("they are there as 1, or not at all", /"mem":128\.0,("gpus":1,)?"disabled"/.test(text), text);
			},
		},
		{
			name: "negative cpus are stored as sent",
			section: "§2.3",
			run: async (chronos) =>
				equal("cpus", (await chronos.job(await chronos.create({ cpus: -2, disabled: true })))["cpus"], -2),
		},
		{
			name: "negative retries are stored as sent",
			section: "§3.5",
			run: async (chronos) =>
				equal("retries", (await chronos.job(await chronos.create({ retries: -1 })))["retries"], -1),
		},
		{
			name: "an owner may be any text",
			section: "§3.5",
			run: async (chronos) =>
				equal(
					"owner",
					(await chronos.job(await chronos.create({ owner: "not, an @ address" })))["owner"],
					"not, an @ address",
				),
		},
		{
			name: "a long description is kept whole",
			section: "§3.5",
			run: async (chronos) => {
				const description = "0123456789".repeat(20_000);
				equal(
					"its length",
					String((await chronos.job(await chronos.create({ description })))["description"]).length,
					200_000,
				);
			},
		},
		{
			name: "the parents of a job are a set",
			section: "§2.3",
			run: async (chronos) => {
				const [a, b] = [await chronos.create({}, "a"), await chronos.create({}, "b")];
				const child = await chronos.job(await chronos.create({ parents: [b, a, b] }, "child"));
				equal("the parents", (child["parents"] as readonly string[]).toSorted(), [a, b]);
			},
		},
	],
};

function has(text: string, field: string, json: string): boolean {
	return text.includes(`"${field}":${json},`) || text.includes(`"${field}":${json}}`);
}
