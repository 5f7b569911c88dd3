import { isEmpty, isFailedRequirement, isNoContent } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, matches } from "../difference.ts";

/** Starts `exit` with these arguments: the exit code tells what the command was. */
async function exitsWell(
	chronos: Chronos,
	query: string,
	fields: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
	const name = await chronos.create({ command: "exit", retries: 0, ...fields });
	return (await chronos.run(name, query))["successCount"] === 1;
}

export const startJob: Topic = {
	name: "PUT job/NAME",
	tests: [
		{
			name: "starting a job is 204 without a body",
			section: "§1.4.7",
			run: async (chronos) => isNoContent(await chronos.call("PUT", `job/${await chronos.create()}`)),
		},
		{
			name: "a started job runs",
			section: "§1.4.7",
			run: async (chronos) => {
				const job = await chronos.run(await chronos.create());
				equal("successCount", job["successCount"], 1);
			},
		},
		{
			name: "starting an unknown job is 400",
			section: "§1.4.7",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("PUT", `job/${name}`), `Job '${name}' not found`);
			},
		},
		{
			name: "a form as content type of a start is 415",
			section: "§1.8",
			run: async (chronos) => {
				const headers = { "Content-Type": "application/x-www-form-urlencoded" };
				isEmpty(await chronos.call("PUT", `job/${await chronos.create()}`, { headers, body: "" }), 415);
			},
		},
		{
			name: "text as content type of a start is 415",
			section: "§1.8",
			run: async (chronos) => {
				const headers = { "Content-Type": "text/plain;charset=UTF-8" };
				isEmpty(await chronos.call("PUT", `job/${await chronos.create()}`, { headers, body: "" }), 415);
			},
		},
		{
			name: "the body of a start is ignored",
			section: "§1.4.7",
			run: async (chronos) => {
				const headers = { "Content-Type": "application/json" };
				isNoContent(await chronos.call("PUT", `job/${await chronos.create()}`, { headers, body: "{nonsense" }));
			},
		},
		{
			name: "starting a disabled job is 204, and it does not run",
			section: "§1.4.7",
			takesMs: 1500,
			run: async (chronos) => {
				const name = await chronos.create({ disabled: true });
				await chronos.start(name);
				await chronos.pass(1000);
				equal("successCount", (await chronos.job(name))["successCount"], 0);
				await chronos.waitForState(name, "idle");
			},
		},
		{
			name: "a start while the job runs is lost",
			section: "§1.4.7",
			takesMs: 6000,
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 2" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				await chronos.start(name);
				await chronos.waitForRuns(name, 1);
				await chronos.pass(4000);
				equal("successCount", (await chronos.job(name))["successCount"], 1);
			},
		},
		{
			name: "starts of a job that waits are one",
			section: "§5.3",
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				for (let nth = 0; nth < 3; nth += 1) await chronos.start(name);
				await chronos.waitForState(name, "queued");
			},
		},
		{
			name: "arguments of a start come after the command, for shell jobs too",
			section: "§1.4.7",
			run: async (chronos) => {
				equal("exit with 0 succeeds", await exitsWell(chronos, "?arguments=0"), true);
				equal("exit with 3 succeeds", await exitsWell(chronos, "?arguments=3"), false);
			},
		},
		{
			name: "arguments of a start replace the job's own",
			section: "§1.4.7",
			run: async (chronos) =>
				equal("exit with 0 succeeds", await exitsWell(chronos, "?arguments=0", { arguments: ["3"] }), true),
		},
		{
			name: "without arguments of a start the job's own count",
			section: "§1.4.7",
			run: async (chronos) => equal("exit with 3 succeeds", await exitsWell(chronos, "", { arguments: ["3"] }), false),
		},
		{
			name: "empty arguments of a start are none",
			section: "§1.4.7",
			run: async (chronos) =>
				equal("exit with 3 succeeds", await exitsWell(chronos, "?arguments=", { arguments: ["3"] }), false),
		},
		{
			name: "blank arguments of a start are none",
			section: "§1.4.7",
			run: async (chronos) =>
				equal("exit with 3 succeeds", await exitsWell(chronos, "?arguments=%20+", { arguments: ["3"] }), false),
		},
		{
			name: "of several arguments the first counts",
			section: "§1.4.7",
			run: async (chronos) => equal("exit with 0 succeeds", await exitsWell(chronos, "?arguments=0&arguments=3"), true),
		},
		{
			name: "arguments may be percent-encoded",
			section: "§1.4.7",
			run: async (chronos) => equal("exit with 0 succeeds", await exitsWell(chronos, "?arguments=%30"), true),
		},
		{
			name: "other words of the query are ignored",
			section: "§1.4.7",
			run: async (chronos) =>
				equal("exit with 0 succeeds", await exitsWell(chronos, "?args=3&x", { arguments: ["0"] }), true),
		},
		{
			name: "a manual start rewrites the schedule as a launch on time does",
			section: "§4.5",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R/2090-01-01T00:00Z/P1D" });
				equal("the schedule", (await chronos.run(name))["schedule"], "R/2090-01-01T00:00:00.000Z/P1D");
			},
		},
		{
			name: "a manual start uses up a repetition",
			section: "§4.5",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R2/2090-01-01T00:00:00Z/P1D" });
				equal("the schedule", (await chronos.run(name))["schedule"], "R1/2090-01-01T00:00:00.000Z/P1D");
			},
		},
		{
			name: "a manual start of a job without repetitions makes it endless",
			section: "§4.7",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R0/2090-01-01T00:00:00.000Z/P1D" });
				equal("the schedule", (await chronos.run(name))["schedule"], "R/2090-01-01T00:00:00.000Z/P1D");
			},
		},
		{
			name: "a dependent job can be started by hand",
			section: "§1.4.7",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				equal("successCount", (await chronos.run(child))["successCount"], 1);
				equal("successCount of the parent", (await chronos.job(parent))["successCount"], 0);
			},
		},
		{
			name: "a manual start moves lastSuccess to now",
			section: "§5.7",
			run: async (chronos) => {
				const before = chronos.now();
				const job = await chronos.run(await chronos.create());
				matches("lastSuccess", String(job["lastSuccess"]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
				const ageMs = Date.parse(String(job["lastSuccess"])) - before;
				equal("it is of this minute", Math.abs(ageMs) < 60_000, true);
			},
		},
		{
			name: "PUT job/success without a name starts the job called success",
			section: "§9.11",
			needs: ["disposable"],
			run: async (chronos) => isFailedRequirement(await chronos.call("PUT", "job/success"), "Job 'success' not found"),
		},
		{
			name: "GET job/stat without a name reads the job called stat",
			section: "§9.11",
			needs: ["disposable"],
			run: async (chronos) => isFailedRequirement(await chronos.call("GET", "job/stat"), "Job 'stat' not found"),
		},
		{
			name: "a start with a line break in its arguments is 204, and its run is lost",
			section: "§5.2",
			takesMs: 1500,
			run: async (chronos) => {
				const name = await chronos.create();
				isNoContent(await chronos.call("PUT", `job/${name}?arguments=a%0Ab`));
				await chronos.pass(1500);
				equal("successCount", (await chronos.job(name))["successCount"], 0);
			},
		},
	],
};
