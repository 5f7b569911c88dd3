import { isEmpty, isFailedRequirement, isJson } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const common = [
	"name",
	"command",
	"shell",
	"executor",
	"executorFlags",
	"taskInfoData",
	"retries",
	"owner",
	"ownerName",
	"description",
	"successCount",
	"errorCount",
	"lastSuccess",
	"lastError",
	"cpus",
	"disk",
	"mem",
	"gpus",
	"disabled",
	"softError",
	"dataProcessingJobType",
	"errorsSinceLastSuccess",
	"fetch",
	"uris",
	"environmentVariables",
	"arguments",
	"highPriority",
	"runAsUser",
	"concurrent",
	"maxCompletionTime",
	"container",
	"constraints",
];
// What some builds lack (contract §2.8, §2.9).
const optional = new Set(["gpus", "maxCompletionTime"]);
const container = { image: "i" };

async function expectKeys(chronos: Chronos, name: string, tail: readonly string[]): Promise<void> {
	const keys = Object.keys(await chronos.job(name));
	const expected = [...common, ...tail].filter((key) => keys.includes(key) || !optional.has(key));
	equal("the keys", keys, expected);
}

export const jobGet: Topic = {
	name: "GET job/NAME",
	tests: [
		{
			name: "a job is read as one JSON object",
			section: "§1.4.2",
			run: async (chronos) => {
				const name = await chronos.create();
				const reply = await chronos.call("GET", `job/${name}`);
				isJson(reply);
				equal("the name", (reply.json() as { readonly name: string }).name, name);
			},
		},
		{
			name: "an unknown job is 400, never 404",
			section: "§1.4.2",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("GET", `job/${name}`), `Job '${name}' not found`);
			},
		},
		{
			name: "the message about an unknown job is a whole stack trace",
			section: "§1.3",
			run: async (chronos) => {
				const { message } = (await chronos.call("GET", `job/${chronos.name()}`)).json() as { readonly message: string };
				holds("there are more lines", /\n\tat scala\.Predef\$\.require/.test(message), message);
			},
		},
		{
			name: "names of jobs tell cases apart",
			section: "§9.12",
			run: async (chronos) => {
				const name = await chronos.create({}, "cased");
				const other = name.replace("cased", "CASED");
				isFailedRequirement(await chronos.call("GET", `job/${other}`), `Job '${other}' not found`);
			},
		},
		{
			name: "HEAD of a job is 200 without a body",
			section: "§1.1",
			run: async (chronos) => isEmpty(await chronos.call("HEAD", `job/${await chronos.create()}`), 200),
		},
		{
			name: "HEAD of an unknown job is 400 without a body",
			section: "§1.1",
			run: async (chronos) => isEmpty(await chronos.call("HEAD", `job/${chronos.name()}`), 400),
		},
		{
			name: "a name in a path may be percent-encoded",
			section: "§1.4",
			run: async (chronos) => {
				const name = await chronos.create();
				const encoded = name.replaceAll("-", "%2D").replace("c", "%63");
				equal(
					"the name",
					(await chronos.call("GET", `job/${encoded}`)).text.slice(0, 11 + name.length),
					`{"name":"${name}","`.slice(0, 11 + name.length),
				);
			},
		},
		{
			name: "percent-encoding may be in lower case",
			section: "§1.4",
			run: async (chronos) =>
				isJson(await chronos.call("GET", `job/${(await chronos.create()).replaceAll("-", "%2d")}`)),
		},
		{
			name: "a plus in a path is a plus",
			section: "§9.10",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("GET", `job/${name}+a`), `Job '${name}+a' not found`);
			},
		},
		{
			name: "an unknown name is told decoded",
			section: "§1.4",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("GET", `job/${name}%20a%23b`), `Job '${name} a#b' not found`);
			},
		},
		{
			name: "matrix parameters of a path segment are stripped",
			section: "§1.8",
			run: async (chronos) => isJson(await chronos.call("GET", `job/${await chronos.create()};x=y`)),
		},
		{
			name: "a trailing slash after a name is tolerated",
			section: "§1.4",
			run: async (chronos) => isJson(await chronos.call("GET", `job/${await chronos.create()}/`)),
		},
		{
			name: "a scheduled job has all keys in their order",
			section: "§2.3",
			run: async (chronos) =>
				expectKeys(chronos, await chronos.create({ container }), ["schedule", "scheduleTimeZone"]),
		},
		{
			name: "a dependent job ends with its parents and has no schedule",
			section: "§2.3",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				await expectKeys(chronos, await chronos.create({ parents: [parent], container }, "child"), ["parents"]);
			},
		},
		{
			name: "a job without container has no such key",
			section: "§2.3",
			run: async (chronos) => holds("there is none", !("container" in (await chronos.job(await chronos.create())))),
		},
		{
			name: "a schedule is kept verbatim until the first launch",
			section: "§7",
			run: async (chronos) => {
				const schedule = "R/2090-02-24T00:00Z/P1D";
				equal("the schedule", (await chronos.job(await chronos.create({ schedule })))["schedule"], schedule);
			},
		},
		{
			name: "posting what was read changes nothing",
			section: "§2.6",
			run: async (chronos) => {
				const name = await chronos.create({
					uris: ["http://files.example/a"],
					container,
					environmentVariables: [{ name: "A", value: "b" }],
					constraints: [["hostname", "LIKE", "n.*"]],
					successCount: 3,
					lastSuccess: "2020-01-01T00:00:00.000Z",
				});
				const before = await chronos.call("GET", `job/${name}`);
				equal("the status", (await chronos.putText(before.text)).status, 204);
				equal("the job", (await chronos.call("GET", `job/${name}`)).text, before.text);
			},
		},
		{
			name: "posting a dependent job that was read changes nothing",
			section: "§2.6",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const name = await chronos.create({ parents: [parent], softError: true }, "child");
				const before = await chronos.call("GET", `job/${name}`);
				equal("the status", (await chronos.putText(before.text, "dependency")).status, 204);
				equal("the job", (await chronos.call("GET", `job/${name}`)).text, before.text);
			},
		},
		{
			name: "text of any alphabet comes back as it was sent",
			section: "§1.1",
			run: async (chronos) => {
				const fields = {
					command: "echo 'żółć 漢字 🚀 \u00a0'",
					description: '\u2028 é \u0001 " \\ / \t\r\n',
					ownerName: "Ünï",
				};
				const job = await chronos.job(await chronos.create(fields));
				equal(
					"the fields",
					{ command: job["command"], description: job["description"], ownerName: job["ownerName"] },
					fields,
				);
			},
		},
		{
			name: "text that is not ASCII goes out as UTF-8, not as escapes",
			section: "§1.1",
			run: async (chronos) => {
				const name = await chronos.create({ description: "zażółć" });
				const { text } = await chronos.call("GET", `job/${name}`);
				holds("the letters are there", text.includes('"description":"zażółć"'), text);
			},
		},
		{
			name: "a slash is not escaped in JSON",
			section: "§1.1",
			run: async (chronos) => {
				const { text } = await chronos.call("GET", `job/${await chronos.create({ command: "/bin/true" })}`);
				holds("it stands as it is", text.includes('"command":"/bin/true"'), text);
			},
		},
	],
};
