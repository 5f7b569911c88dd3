import {
	applyPlan,
	type AppliedStep,
	ChronosError,
	type KeptDefinition,
	planApply,
	planDeletion,
	ResponseError,
} from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { fakeServer, jobOf, sleepingClock, type Tricks } from "./fake-server.ts";

const now = Date.UTC(2026, 10, 21, 12);
const daily = { schedule: "R/2030-01-01T00:00:00Z/P1D" };
const counted = {
	successCount: 7,
	errorCount: 2,
	lastSuccess: "2026-11-20T00:00:00.000Z",
	lastError: "2026-11-01T00:00:00.000Z",
};

function specOf(fields: Partial<JobSpec>): JobSpec {
	return { name: "nightly", command: "true", ...fields };
}

function applying(specs: readonly Partial<JobSpec>[], jobs: readonly Job[] = [], tricks: Tricks = {}) {
	const server = fakeServer(jobs, tricks);
	const plan = planApply(specs.map(specOf), jobs, { now, again: true });
	return { server, apply: (options = {}) => applyPlan(server.client, plan, { clock: sleepingClock(), ...options }) };
}

function serverError(status: number): ResponseError {
	return new ResponseError("target.refused", `the server answered ${status}`, { status, body: "" });
}

describe("writing", () => {
	it("goes parents first and tells every step with what is stored", async () => {
		const { server, apply } = applying([
			{ name: "b", parents: ["a"] },
			{ name: "a", ...daily },
		]);
		const told: AppliedStep[] = [];
		const { steps } = await apply({ onStep: (step: AppliedStep) => told.push(step) });
		expect(server.writes).toEqual(["put a", "put b"]);
		expect(steps).toMatchObject([
			{ kind: "created", name: "a", after: { name: "a" } },
			{ kind: "created", name: "b" },
		]);
		expect(told).toEqual(steps);
	});

	it("sends the counters along, as they are at that moment, and keeps what it overwrites", async () => {
		const current = jobOf({ ...daily, ...counted });
		const { server, apply } = applying([{ ...daily, command: "false" }], [current]);
		const grown = jobOf({ ...daily, ...counted, successCount: 8, schedule: "R/2030-01-02T00:00:00.000Z/P1D" });
		server.jobs.set("nightly", grown);
		const kept: KeptDefinition[] = [];
		await apply({ keep: async (definition: KeptDefinition) => void kept.push(definition) });
		expect(server.bodies).toMatchObject([
			{ command: "false", ...counted, successCount: 8, schedule: "R/2030-01-02T00:00:00.000Z/P1D" },
		]);
		expect(kept).toEqual([{ name: "nightly", job: grown, because: "updated" }]);
	});

	it("keeps what only 2.x servers know", async () => {
		const { server, apply } = applying([{ ...daily, command: "false" }], [jobOf({ ...daily, epsilon: "PT5M" })]);
		await apply();
		expect(server.bodies).toMatchObject([{ epsilon: "PT5M" }]);
	});

	it("writes nothing when the old definition cannot be kept", async () => {
		const { server, apply } = applying([{ ...daily, command: "false" }], [jobOf(daily)]);
		await expect(apply({ keep: () => Promise.reject(new Error("disk full")) })).rejects.toThrow("disk full");
		expect(server.writes).toEqual([]);
	});

	it.each<[string, Job | undefined, string]>([
		["changed", jobOf({ ...daily, mem: 512 }), "nightly was changed by somebody else meanwhile: mem"],
		["deleted", undefined, "nightly was deleted by somebody else meanwhile"],
	])("stops when the job was %s meanwhile", async (_, live, message) => {
		const { server, apply } = applying([{ ...daily, command: "false" }], [jobOf(daily)]);
		if (live === undefined) server.jobs.delete("nightly");
		else server.jobs.set("nightly", live);
		await expect(apply()).rejects.toMatchObject({ code: "job.changed-meanwhile", message });
		expect(server.writes).toEqual([]);
	});

	it("goes on when a run has failed meanwhile and the server has disabled the job", async () => {
		const { server, apply } = applying([{ ...daily, command: "false" }], [jobOf(daily)]);
		server.jobs.set(
			"nightly",
			jobOf({ ...daily, disabled: true, errorCount: 1, lastError: "2026-11-21T11:00:00.000Z" }),
		);
		await expect(apply()).resolves.toMatchObject({ steps: [{ kind: "updated" }] });
	});

	it("stops when a new job was created meanwhile", async () => {
		const { server, apply } = applying([daily]);
		server.jobs.set("nightly", jobOf(daily));
		await expect(apply()).rejects.toMatchObject({ code: "job.changed-meanwhile" });
	});

	it("the first step that fails is the last, and what went before is verified and told", async () => {
		const put: Tricks["put"] = ({ name }, store) => {
			if (name === "b") throw serverError(400);
			store();
		};
		const { server, apply } = applying(
			[
				{ name: "a", ...daily },
				{ name: "b", ...daily },
				{ name: "c", ...daily },
			],
			[],
			{ put },
		);
		const told: string[] = [];
		await expect(apply({ concurrency: 1, onStep: ({ name }: AppliedStep) => told.push(name) })).rejects.toMatchObject({
			status: 400,
		});
		expect(server.writes).toEqual(["put a", "put b"]);
		expect(told).toEqual(["a"]);
	});

	it("many jobs are read in lists", async () => {
		const specs = Array.from({ length: 300 }, (_, index) => ({ name: `job-${index}`, ...daily }));
		const { server, apply } = applying(specs);
		const { steps } = await apply();
		expect(steps).toHaveLength(300);
		expect(server.reads).toEqual(new Map([["list", 2]]));
	});

	it("stops between two steps when the signal fires", async () => {
		const abort = new AbortController();
		const { server, apply } = applying([
			{ name: "a", ...daily },
			{ name: "b", parents: ["a"] },
		]);
		await expect(apply({ signal: abort.signal, onStep: () => abort.abort(new Error("enough")) })).rejects.toThrow(
			"enough",
		);
		expect(server.writes).toEqual(["put a"]);
	});
});

describe("a parent does not run before its children are there", () => {
	const once = { schedule: "R1//P1Y" };
	const family = [
		{ name: "load", parents: ["extract"] },
		{ name: "extract", ...once },
	];
	const refusing =
		(refused: string): NonNullable<Tricks["put"]> =>
		({ name }, store) => {
			if (name === refused) throw serverError(400);
			store();
		};
	const isDisabled = ({ jobs }: { readonly jobs: ReadonlyMap<string, Job> }, name: string) => jobs.get(name)?.disabled;

	it("because it is enabled last", async () => {
		const { server, apply } = applying(family, [], { isOurs: true });
		const { steps, nudge } = await apply();
		expect(server.writes).toEqual(["put extract", "put load", "put extract"]);
		expect(server.bodies.map(({ disabled }) => disabled)).toEqual([true, undefined, undefined]);
		expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["created load", "created extract"]);
		expect(steps[1]).toMatchObject({ before: undefined, after: { disabled: false } });
		expect(nudge).toBeUndefined();
	});

	it.each<[string, Partial<JobSpec>]>([
		["is not due", daily],
		["is disabled", { ...once, disabled: true }],
		["is a child itself", { parents: ["nobody"] }],
	])("and is not held back when it %s", async (_, fields) => {
		const { server, apply } = applying([
			{ name: "extract", ...fields },
			{ name: "load", parents: ["extract"] },
		]);
		await apply();
		expect(server.writes).toEqual(["put extract", "put load"]);
	});

	it("when it was a child before, either", async () => {
		const old = [jobOf({ name: "top", ...daily }), jobOf({ name: "extract", parents: ["top"], successCount: 3 })];
		const { server, apply } = applying(family, old, { isOurs: true });
		const { steps } = await apply();
		expect(server.writes).toEqual(["put extract", "put load", "put extract"]);
		expect(server.bodies.map(({ disabled }) => disabled)).toEqual([true, undefined, undefined]);
		expect(steps[1]).toMatchObject({ kind: "updated", before: old[1], after: { disabled: false, successCount: 3 } });
	});

	it("when it is only started again, since that is done last", async () => {
		const done = jobOf({ name: "extract", schedule: "R0/2027-01-01T00:00:00.000Z/P1Y", disabled: true });
		const { server, apply } = applying(family, [done]);
		await apply();
		expect(server.writes).toEqual(["put load", "put extract"]);
	});

	it("and stays disabled when one could not be written, which is said", async () => {
		const { server, apply } = applying(family, [], { isOurs: true, put: refusing("load") });
		await expect(apply()).rejects.toMatchObject({
			status: 400,
			message: "load: the server answered 400; extract is left disabled",
			hint: "Submit the same files again when that is mended: it enables it, with all children there.",
		});
		expect(isDisabled(server, "extract")).toBe(true);
	});

	it("and submitting the same again mends that", async () => {
		const left = jobOf({ name: "extract", ...once, disabled: true });
		const { server, apply } = applying(family, [left], { isOurs: true });
		await apply();
		expect(server.writes).toEqual(["put load", "put extract"]);
		expect(isDisabled(server, "extract")).toBe(false);
	});

	it("nor before those of its children; a family that is whole runs all the same", async () => {
		const others = [
			{ name: "report", parents: ["load"] },
			{ name: "single", ...once },
			{ name: "heir", parents: ["single"] },
		];
		const { server, apply } = applying([...family, ...others], [], { isOurs: true, put: refusing("report") });
		await expect(apply()).rejects.toMatchObject({ message: expect.stringMatching(/; extract is left disabled$/) });
		expect(["extract", "load", "single"].map((name) => isDisabled(server, name))).toEqual([true, false, false]);
	});

	it("and stays disabled when somebody loses patience", async () => {
		const abort = new AbortController();
		const put: NonNullable<Tricks["put"]> = ({ name }, store) => {
			store();
			if (name === "load") abort.abort(new Error("enough"));
		};
		const { server, apply } = applying([...family, { name: "report", parents: ["load"] }], [], { isOurs: true, put });
		await expect(apply({ signal: abort.signal })).rejects.toThrow("enough; extract is left disabled");
		expect(isDisabled(server, "extract")).toBe(true);
		expect(server.jobs.has("report")).toBe(false);
	});

	it("and is left disabled when the server does not want to enable it", async () => {
		const put: NonNullable<Tricks["put"]> = ({ name, disabled }, store) => {
			if (name === "extract" && disabled !== true) throw serverError(400);
			store();
		};
		const { apply } = applying(family, [], { isOurs: true, put });
		await expect(apply()).rejects.toMatchObject({
			message: "extract: the server answered 400; extract is left disabled",
		});
	});

	describe("on a server that only new jobs wake", () => {
		const pairs = [...family, { name: "second", ...once }, { name: "third", parents: ["second"] }];

		it("one comes and goes when all parents are enabled", async () => {
			const { server, apply } = applying(pairs);
			const { steps, nudge } = await apply();
			expect(nudge).toEqual({ job: expect.stringMatching(/^chronos-job-nudge-\w+$/), outcome: "gone" });
			expect(server.writes.slice(-2)).toEqual([`put ${nudge?.job}`, `delete ${nudge?.job}`]);
			expect(server.writes).toHaveLength(8);
			expect(server.bodies.at(-1)).toMatchObject({ disabled: true });
			expect([steps.length, server.jobs.size]).toEqual([4, 4]);
		});

		it("none comes when none was held back, or to a server that looks at its own times", async () => {
			const plain = applying([{ name: "a", ...once }]);
			expect(await plain.apply()).not.toHaveProperty("nudge");
			const old = applying(family, [], { dialect: "2.x" });
			expect(await old.apply()).not.toHaveProperty("nudge");
			expect(old.server.writes).toEqual(["put extract", "put load", "put extract"]);
		});

		it.each<[string, Tricks]>([
			["refused", { put: ({ name }, store) => (isNudge(name) ? refuse() : store()) }],
			["left", { delete: (name) => (isNudge(name) ? refuse() : undefined) }],
			["left", { delete: () => undefined }],
		])("and when that one is %s, it is told and nothing is lost", async (outcome, tricks) => {
			const { server, apply } = applying(family, [], tricks);
			const { steps, nudge } = await apply();
			expect([steps.length, nudge]).toEqual([2, { job: expect.stringContaining("nudge"), outcome }]);
			expect(isDisabled(server, "extract")).toBe(false);
		});
	});
});

function isNudge(name: string): boolean {
	return name.startsWith("chronos-job-nudge-");
}

function refuse(): never {
	throw serverError(400);
}

describe("a server that lies", () => {
	it("may show a new job late", async () => {
		const late = fakeServer([], { put: () => undefined });
		const clock = sleepingClock((time) => void (time > now + 2000 && late.jobs.set("nightly", jobOf(daily))));
		const plan = planApply([specOf(daily)], [], { now });
		await expect(applyPlan(late.client, plan, { clock })).resolves.toMatchObject({ steps: [{ kind: "created" }] });
	});

	it("may drop a job whose parent is missing", async () => {
		const { apply } = applying([{ parents: ["load"] }], [], { put: () => undefined });
		await expect(apply()).rejects.toMatchObject({
			code: "job.dropped",
			message: "the server took nightly and does not show it: there is no load",
			hint: "Create load, or send nightly again with other parents.",
		});
	});

	it("may store something else", async () => {
		const { server, apply } = applying([{ ...daily, gpus: 2, constraints: [["rack", "EQUALS", "1"]] }], [], {
			put: () => void server.jobs.set("nightly", jobOf(daily)),
		});
		await expect(apply()).rejects.toMatchObject({
			code: "job.altered",
			message: expect.stringContaining("gpus, constraints"),
		});
	});

	it("may forget the counters all the same", async () => {
		const { server, apply } = applying([{ ...daily, command: "false" }], [jobOf({ ...daily, ...counted })], {
			put: () => void server.jobs.set("nightly", jobOf({ ...daily, command: "false" })),
		});
		await expect(apply()).rejects.toMatchObject({
			code: "job.altered",
			message: expect.stringContaining("successCount"),
		});
	});

	it("may take an update and do nothing", async () => {
		const { apply } = applying(
			[{ schedule: "R1//P1Y" }],
			[jobOf({ schedule: "R0/2027-01-01T00:00:00.000Z/P1Y", disabled: true })],
			{
				put: () => undefined,
			},
		);
		await expect(apply()).rejects.toMatchObject({
			code: "job.altered",
			message: expect.stringContaining("went on with the schedule"),
		});
	});

	it("may take a job without a schedule and not run it again", async () => {
		const done = jobOf({ schedule: "R0/2026-11-20T00:00:00.000Z/PT24H", disabled: true });
		const { apply } = applying([{}], [done], { put: () => undefined });
		await expect(apply()).rejects.toMatchObject({ code: "job.altered" });
	});

	it("may have launched the job before it is read back", async () => {
		const { server, apply } = applying(
			[{ schedule: "R1//P1Y" }],
			[jobOf({ schedule: "R0/2027-01-01T00:00:00.000Z/P1Y", disabled: true })],
			{
				put: () => void server.jobs.set("nightly", jobOf({ schedule: "R0/2027-11-21T12:00:00.000Z/P1Y" })),
			},
		);
		await expect(apply()).resolves.toMatchObject({ steps: [{ kind: "updated", startsAgain: true }] });
	});

	it.each<[string, unknown, string]>([
		["500", serverError(500), "500"],
		["nothing", new ChronosError("target.timeout", "no answer"), "nothing"],
	])("may answer %s and have stored the job", async (_, error, answered) => {
		const put: Tricks["put"] = (_body, store) => {
			store();
			throw error;
		};
		const { server, apply } = applying([daily], [], { put });
		await expect(apply()).resolves.toMatchObject({ steps: [{ kind: "created", answered }] });
		expect(server.writes).toEqual(["put nightly"]);
	});

	it.each([[undefined], [jobOf({ schedule: "R0/2026-01-01T00:00:00.000Z/P1D", disabled: true })]])(
		"may answer 500 and mean it",
		async (before) => {
			const put: Tricks["put"] = () => {
				throw serverError(500);
			};
			const { apply } = applying([{ schedule: "R1/2025-12-31T00:00:00Z/P1D" }], before === undefined ? [] : [before], {
				put,
			});
			await expect(apply()).rejects.toMatchObject({ code: "target.refused", status: 500 });
		},
	);
});

describe("deleting", () => {
	const family = [
		jobOf({ name: "a", ...daily }),
		jobOf({ name: "b", parents: ["a"], description: "the heir", ...counted }),
		jobOf({ name: "c", parents: ["a", "d"] }),
		jobOf({ name: "d", ...daily }),
	];

	function deleting(names: readonly string[], tricks: Tricks = {}) {
		const server = fakeServer(family, tricks);
		const plan = planDeletion(names, family);
		return { server, apply: (options = {}) => applyPlan(server.client, plan, { clock: sleepingClock(), ...options }) };
	}

	it("is refused where it would rewrite children that stay", async () => {
		const { server, apply } = deleting(["a", "b"]);
		await expect(apply()).rejects.toMatchObject({ code: "job.has-children", message: "a is a parent of c" });
		expect(server.writes).toEqual([]);
	});

	it("takes children along, before their parents", async () => {
		const { server, apply } = deleting(["a", "b", "c"]);
		const kept: string[] = [];
		await apply({ keep: async ({ name, because }: KeptDefinition) => void kept.push(`${name} ${because}`) });
		expect(server.writes.at(-1)).toBe("delete a");
		expect([...server.jobs.keys()]).toEqual(["d"]);
		expect(kept.toSorted()).toEqual(["a deleted", "b deleted", "c deleted"]);
	});

	it("gives children back all that the server has taken from them", async () => {
		const { server, apply } = deleting(["a"]);
		const { steps } = await apply({ children: "reparent" });
		expect(steps.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["deleted a", "reparented b", "reparented c"]);
		expect(server.jobs.get("c")).toEqual(jobOf({ name: "c", parents: ["d"] }));
		expect(server.jobs.get("b")).toEqual(jobOf({ name: "b", description: "the heir", ...counted, ...daily }));
	});

	it("gives children of a child its parents", async () => {
		const jobs = [...family, jobOf({ name: "e", parents: ["b"], mem: 64 })];
		const server = fakeServer(jobs);
		await applyPlan(server.client, planDeletion(["b"], jobs), { clock: sleepingClock(), children: "reparent" });
		expect(server.jobs.get("e")).toEqual(jobOf({ name: "e", parents: ["a"], mem: 64 }));
	});

	it("can leave children to the server, and keeps them as they were before", async () => {
		const { server, apply } = deleting(["a", "d"]);
		const kept: KeptDefinition[] = [];
		await apply({ children: "leave", keep: async (definition: KeptDefinition) => void kept.push(definition) });
		expect(server.jobs.get("b")).toMatchObject({ description: "", ...daily });
		const before = (name: string) => family.find((job) => job.name === name);
		const reparented = kept.filter(({ because }) => because === "reparented");
		expect(reparented.map(({ name, job }) => [name, job])).toEqual([
			["b", before("b")],
			["c", before("c")],
		]);
	});

	it("of what is gone already is done", async () => {
		const { server, apply } = deleting(["d"]);
		server.jobs.delete("d");
		await expect(apply({ children: "leave" })).resolves.toMatchObject({ steps: [{ kind: "deleted", name: "d" }] });
		expect(server.writes).toEqual([]);
	});

	it("stops when somebody has changed the job meanwhile", async () => {
		const { server, apply } = deleting(["b"]);
		server.jobs.set("b", jobOf({ name: "b", parents: ["d"] }));
		await expect(apply()).rejects.toMatchObject({ code: "job.changed-meanwhile" });
	});

	it("of many jobs reads them in lists", async () => {
		const jobs = Array.from({ length: 100 }, (_, index) => jobOf({ name: `job-${index}`, ...daily }));
		const server = fakeServer(jobs);
		const plan = planDeletion([...server.jobs.keys(), "nobody"], jobs);
		expect(plan.unchanged).toEqual(["nobody"]);
		const { steps } = await applyPlan(server.client, plan, { clock: sleepingClock() });
		expect(steps).toHaveLength(100);
		expect(server.reads).toEqual(new Map([["list", 3]]));
	});

	it("is not done while the server still has the job", async () => {
		const { apply } = deleting(["b"], { delete: () => undefined });
		await expect(apply()).rejects.toMatchObject({
			code: "job.altered",
			message: expect.stringContaining("still has it"),
		});
	});

	it("may be answered by 500 and be done", async () => {
		const { apply } = deleting(["b"], {
			delete: (_name, remove) => {
				remove();
				throw serverError(500);
			},
		});
		await expect(apply()).resolves.toMatchObject({ steps: [{ kind: "deleted", answered: "500" }] });
	});
});
