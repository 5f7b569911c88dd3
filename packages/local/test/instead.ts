import assert from "node:assert/strict";
import type { Chronos, ChronosTest } from "@chronos-job/conformance";

const far = "R/2090-01-01T00:00:00.000Z/P1D";

async function refuses(chronos: Chronos, job: Readonly<Record<string, unknown>>, message: RegExp): Promise<void> {
	const reply = await chronos.put({ name: chronos.name(), command: "true", ...job });
	assert.equal(reply.status, 400, reply.text);
	const body = reply.json() as { readonly message: string; readonly status: string };
	assert.match(body.message, message);
	assert.equal(body.status, "Bad Request");
	assert.deepEqual(await chronos.list(), []);
}

const refusals: Readonly<
	Record<string, readonly (readonly [about: string, job: Readonly<Record<string, unknown>>, message: RegExp])[]>
> = {
	"json-for-bad-input": [
		[
			"a variable without value is named with its place",
			{ schedule: far, environmentVariables: [{ name: "A", value: "" }, { name: "B" }] },
			/^environmentVariables\[1\]\.value\b/,
		],
		[
			"an unknown type of container is named",
			{ schedule: far, container: { image: "i", type: "RKT" } },
			/^container\.type: 'RKT'/,
		],
		["parents sent to the wrong endpoint are named", { parents: [] }, /parent/],
	],
	"refuses-missing-parents": [["a missing parent is named", { parents: ["nobody-here"] }, /nobody-here/]],
	"refuses-line-breaks": [
		["a line break in arguments is refused", { schedule: far, arguments: ["a\nb"] }, /arguments/],
	],
	"refuses-hot-periods": [["a period of nothing is refused", { schedule: "R//PT0S" }, /^schedule\b.*'R\/\/PT0S'/]],
	"refuses-unknown-zones": [
		["an unknown zone is named", { schedule: far, scheduleTimeZone: "Nope/Zone" }, /^scheduleTimeZone: 'Nope\/Zone'/],
	],
};

type Behaviour = Pick<ChronosTest, "name" | "run"> & Partial<ChronosTest>;

const behaviours: Readonly<Record<string, readonly Behaviour[]>> = {
	"clamps-at-zero": [
		{
			name: "a job that runs once is never run again, however often it failed",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1, schedule: "R1//P1M" });
				await chronos.waitForRuns(name, 1, 90_000);
				await chronos.pass(100 * 86_400_000);
				const job = await chronos.job(name);
				assert.match(String(job["schedule"]), /^R0\//);
				assert.equal(job["errorCount"], 1);
			},
		},
	],
	"consumes-by-schedule-only": [
		{
			name: "a start by hand leaves the schedule to the letter",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R2/2090-01-01T00:00Z/P1D" });
				assert.equal((await chronos.run(name))["schedule"], "R2/2090-01-01T00:00Z/P1D");
			},
		},
	],
	"wakes-on-update": [
		{
			name: "a job that an update makes due runs within a second",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.update(name, { schedule: "R1//P1D" });
				await chronos.waitForRuns(name, 1, 1000);
			},
		},
	],
	"keeps-disabled": [
		{
			name: "a failing run leaves a disabled job disabled",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 3; exit 1" });
				await chronos.start(name);
				await chronos.update(name, { disabled: true, retries: 0 });
				await chronos.waitForRuns(name, 1);
				assert.equal((await chronos.job(name))["disabled"], true);
			},
		},
	],
	"deletes-losslessly": [
		{
			name: "the child of a deleted scheduled job differs in its schedule alone",
			run: async (chronos) => {
				const parent = await chronos.create({ scheduleTimeZone: "Europe/Rome" }, "parent");
				const child = await chronos.create(
					{ parents: [parent], description: "d", container: { image: "i" }, arguments: ["a"] },
					"child",
				);
				const before = await chronos.job(child);
				await chronos.delete(parent);
				const after = await chronos.job(child);
				assert.deepEqual(after, {
					...Object.fromEntries(Object.entries(before).filter(([key]) => key !== "parents")),
					schedule: far,
					scheduleTimeZone: "Europe/Rome",
				});
			},
		},
	],
	"keeps-pending": [
		{
			name: "what is queued is queued after a restart",
			needs: ["restart"],
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.restart();
				assert.equal((await chronos.summary(name)).state, "queued");
			},
		},
		{
			name: "a retry comes after a restart at its time",
			needs: ["restart"],
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1 });
				await chronos.start(name);
				await chronos.pass(30_000);
				await chronos.restart();
				await chronos.pass(29_000);
				assert.equal((await chronos.job(name))["errorCount"], 0);
				await chronos.waitForRuns(name, 1, 5000);
			},
		},
	],
	"counts-launch-failures": [
		{
			name: "a job that cannot be launched has failed",
			run: async (chronos) => {
				const name = await chronos.create({ executor: "/bin/a", retries: 0 });
				assert.equal((await chronos.run(name))["errorCount"], 1);
				assert.equal((await chronos.summary(name)).state, "idle");
			},
		},
	],
	"runs-commands-that-look-like-addresses": [
		{
			name: "a command that begins like an address is a command",
			needs: ["shell"],
			run: async (chronos) => {
				const name = await chronos.create({ command: "https_proxy=a/b true", retries: 0 });
				assert.equal((await chronos.run(name))["successCount"], 1);
			},
		},
	],
	"holds-retries": [
		{
			name: "a retry that comes due while its job runs comes after it",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 1 });
				await chronos.start(name);
				await chronos.pass(1000);
				await chronos.update(name, { command: "sleep 70" });
				await chronos.start(name);
				await chronos.waitForRuns(name, 2, 200_000);
			},
		},
	],
	"no-stored-cycles": [
		{
			name: "a job that is its own parent is refused and not stored",
			run: async (chronos) => {
				const name = chronos.name();
				const reply = await chronos.put({ name, command: "true", parents: [name] });
				assert.equal(reply.status, 400);
				assert.equal(await chronos.has(name), false);
			},
		},
	],
	"no-foreign-origins": [
		{
			name: "a page of another origin can write nothing",
			run: async (chronos) => {
				const name = chronos.name();
				const headers = { Origin: "http://elsewhere.example", "Content-Type": "application/json" };
				const reply = await chronos.call("POST", "iso8601", { headers, body: JSON.stringify({ name, schedule: far }) });
				assert.equal(reply.status, 403);
				assert.equal(await chronos.has(name), false);
			},
		},
		{
			name: "a browser that says so is refused even without an Origin",
			run: async (chronos) => {
				const headers = { "Sec-Fetch-Site": "cross-site" };
				assert.equal((await chronos.call("PUT", `job/${await chronos.create()}`, { headers })).status, 403);
			},
		},
	],
	"host-check": [
		{
			name: "a Host of somebody else is misdirected",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "jobs", { headers: { Host: "elsewhere.example" } });
				assert.equal(reply.status, 421);
			},
		},
	],
	"body-limit": [
		{
			name: "more than a mebibyte is too much",
			run: async (chronos) => {
				const reply = await chronos.put({ name: chronos.name(), schedule: far, description: "x".repeat(2 ** 20) });
				assert.equal(reply.status, 413);
				assert.equal((await chronos.call("GET", "jobs")).status, 200);
			},
		},
	],
	"warns-of-misfits": [
		{
			name: "a submit that no machine can hold carries a warning",
			run: async (chronos) => {
				const reply = await chronos.put({ name: chronos.name(), schedule: far, cpus: 1_000_000 });
				assert.match(reply.headers["warning"] ?? "", /^299 /);
			},
		},
	],
	"counters-on-request": [
		{
			name: "counters stay as they are when that is asked for",
			run: async (chronos) => {
				const name = await chronos.create({ successCount: 5 });
				await chronos.put({ name, command: "true", schedule: far }, "iso8601?counters=keep");
				assert.equal((await chronos.job(name))["successCount"], 5);
			},
		},
	],
	"summary-never-fails": [
		{
			name: "an unreadable time counts as no success",
			run: async (chronos) => {
				const name = await chronos.create({ lastSuccess: "yesterday", lastError: "2020-01-01T00:00:00.000Z" });
				assert.equal((await chronos.summary(name)).status, "failure");
			},
		},
	],
};

/** What the embedded server does where it deviates, by the names of the deviations. */
export const insteadOf: Readonly<Record<string, readonly ChronosTest[]>> = Object.fromEntries(
	[...new Set([...Object.keys(refusals), ...Object.keys(behaviours)])].map((name) => [
		name,
		[
			...(refusals[name] ?? []).map(([about, job, message]): ChronosTest => ({
				name: about,
				section: "§11.2",
				run: (chronos) => refuses(chronos, job, message),
			})),
			...(behaviours[name] ?? []).map((behaviour): ChronosTest => ({ section: "§11.2", ...behaviour })),
		],
	]),
);
