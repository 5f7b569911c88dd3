import type { Chronos, Fields } from "../chronos.ts";
import type { ChronosTest, Need, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const needs: readonly Need[] = ["shell"];

/** Runs a command whose exit code is the answer. */
async function isTrue(
	chronos: Chronos,
	command: string,
	{ query = "", ...fields }: Fields & { readonly query?: string } = {},
): Promise<void> {
	const name = await chronos.create({ retries: 0, ...fields, command });
	const job = await chronos.run(name, query);
	holds(`${command} exits well`, job["successCount"] === 1, job);
}

/** What a command finds to be so, with what the job says besides (contract §5.11). */
const facts: readonly (readonly [about: string, command: string, fields?: Fields])[] = [
	["the owner is exported", 'test "$CHRONOS_JOB_OWNER" = a@example.org', { owner: "a@example.org" }],
	["an empty owner is exported as well", 'test "${CHRONOS_JOB_OWNER-unset}" = ""'],
	["the memory is exported as Java prints it", 'test "$CHRONOS_RESOURCE_MEM" = 64.0', { mem: 64 }],
	["the default memory is exported", 'test "$CHRONOS_RESOURCE_MEM" = 128.0'],
	["the cpus are exported as Java prints them", 'test "$CHRONOS_RESOURCE_CPU" = 0.2', { cpus: 0.2 }],
	["the disk is exported as Java prints it", 'test "$CHRONOS_RESOURCE_DISK" = 12.5', { disk: 12.5 }],
	["the first attempt is number 0", 'test "$CHRONOS_JOB_RUN_ATTEMPT" = 0'],
	["the host is exported", 'test -n "$HOST"'],
	["the time of the run is in milliseconds", 'test "$CHRONOS_JOB_RUN_TIME" -gt 1500000000000'],
	[
		"the task id has the time, the attempt and the name",
		'test "$MESOS_TASK_ID" = "ct:$CHRONOS_JOB_RUN_TIME:0:$CHRONOS_JOB_NAME:"',
	],
	["the task id has a second name", 'test -n "$mesos_task_id" && test "$mesos_task_id" = "$MESOS_TASK_ID"'],
	[
		"variables of the job are exported",
		'test "$A/$B" = "1/two words"',
		{
			environmentVariables: [
				{ name: "A", value: "1" },
				{ name: "B", value: "two words" },
			],
		},
	],
	["a variable may be empty", 'test "${A-unset}" = ""', { environmentVariables: [{ name: "A", value: "" }] }],
	[
		"a variable may have any characters",
		'test "$A" = "$(printf \'ż$x;"\')"',
		{ environmentVariables: [{ name: "A", value: 'ż$x;"' }] },
	],
	[
		"of two variables of one name the first wins",
		'test "$A" = 1',
		{
			environmentVariables: [
				{ name: "A", value: "1" },
				{ name: "A", value: "2" },
			],
		},
	],
	[
		"a built-in variable wins over one of the job",
		'test "$CHRONOS_JOB_OWNER" = o',
		{ owner: "o", environmentVariables: [{ name: "CHRONOS_JOB_OWNER", value: "x" }] },
	],
	[
		"the task id wins over a variable of the job",
		'test "$MESOS_TASK_ID" != x',
		{ environmentVariables: [{ name: "MESOS_TASK_ID", value: "x" }] },
	],
	[
		"no description is exported",
		'test -z "$(env | grep some-text)"',
		{ description: "some-text", ownerName: "some-text" },
	],
];

/** Commands and what becomes of them (contract §5.9). */
const commands: readonly (readonly [about: string, command: string, fields: Fields, isGood: boolean])[] = [
	["a command is a line for the shell", "false || { true && test a = a; }", {}, true],
	["a command may have several lines", "A=1\ntest $A = 1", {}, true],
	["a command may have any alphabet", "test 'zażółć 漢 🚀' = 'zażółć 漢 🚀'", {}, true],
	["a command that is not there fails", "no-such-command-anywhere", {}, false],
	["a command that a signal ends fails", "kill -9 $$", {}, false],
	["exit code 255 fails", "exit 255", {}, false],
	["a command that begins like an address is taken for one", "ftp_mode=a/b true", {}, false],
	[
		"arguments come after the command with blanks between",
		`sh -c 'test "$1/$2/$#" = a/b/2' x`,
		{ arguments: ["a", "b"] },
		true,
	],
	["arguments are split by the shell again", `sh -c 'test "$#" = 2' x`, { arguments: ["a b"] }, true],
	["semicolons in arguments are deleted", `sh -c 'test "$1" = ab' x`, { arguments: ["a;b"] }, true],
	["without a shell a command is an executable", "true", { shell: false }, true],
	["without a shell there is no shell syntax", "true && true", { shell: false }, false],
	["files may be written where a command starts", "echo a > a && test -s a", {}, true],
	["each run starts in a place of its own", "test ! -e a && echo a > a", {}, true],
	["a file is fetched to where a command starts", "test -s passwd", { uris: ["file:///etc/passwd"] }, true],
	[
		"a fetched file may have another name",
		"test -s other",
		{ fetch: [{ uri: "file:///etc/passwd", output_file: "other" }] },
		true,
	],
	["a fetched file may be executable", "./true", { fetch: [{ uri: "file:///bin/true", executable: true }] }, true],
];

export const environment: Topic = {
	name: "commands and their environment",
	tests: [
		...facts.map(([about, command, fields]): ChronosTest => ({
			name: about,
			section: "§5.11",
			needs,
			run: (chronos) => isTrue(chronos, command, fields),
		})),
		...commands.map(([about, command, fields, isGood]): ChronosTest => ({
			name: about,
			section: "§5.9",
			needs,
			run: async (chronos) => {
				const name = await chronos.create({ retries: 0, ...fields, command });
				const job = await chronos.run(name);
				equal("successCount and errorCount", [job["successCount"], job["errorCount"]], isGood ? [1, 0] : [0, 1]);
			},
		})),
		{
			name: "the name of the job is exported",
			section: "§5.11",
			needs,
			run: async (chronos) => {
				const name = chronos.name();
				await isTrue(chronos, `test "$CHRONOS_JOB_NAME" = ${name}`, { name });
			},
		},
		{
			name: "arguments of a start are in the task id",
			section: "§5.2",
			needs,
			run: (chronos) =>
				isTrue(chronos, `sh -c 'test "$MESOS_TASK_ID" = "ct:$CHRONOS_JOB_RUN_TIME:0:$CHRONOS_JOB_NAME:-a 1"' x`, {
					query: "?arguments=-a+1",
				}),
		},
		{
			name: "arguments of the job are in the task id with blanks between",
			section: "§5.2",
			needs,
			run: (chronos) => isTrue(chronos, `sh -c 'test "\${MESOS_TASK_ID##*:}" = "a b"' x`, { arguments: ["a", "b"] }),
		},
		{
			name: "a semicolon in arguments of a start is deleted",
			section: "§1.4.7",
			needs,
			run: (chronos) => isTrue(chronos, `sh -c 'test "$1" = ab' x`, { query: "?arguments=a%3Bb" }),
		},
		{
			name: "a plus in arguments of a start is a blank",
			section: "§1.4.7",
			needs,
			run: (chronos) => isTrue(chronos, `sh -c 'test "$1/$2" = a/b' x`, { query: "?arguments=a+b" }),
		},
		{
			name: "a second attempt is number 1, and its time is the retry's",
			section: "§5.2",
			needs,
			takesMs: 90_000,
			run: async (chronos) => {
				const name = await chronos.create({ command: 'test "$CHRONOS_JOB_RUN_ATTEMPT" = 1', retries: 1 });
				await chronos.start(name);
				await chronos.waitForRuns(name, 1, 90_000);
				equal("successCount", (await chronos.job(name))["successCount"], 1);
			},
		},
		{
			name: "a killed command is gone with all that it started",
			section: "§5.10",
			needs,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300 & sleep 300 & wait" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.kill(name);
				await chronos.waitForState(name, "idle");
			},
		},
	],
};
