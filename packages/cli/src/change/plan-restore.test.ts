import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { planRestore, type RestoreWish } from "./plan-restore.ts";

function jobOf(name: string, fields: object = {}): Job {
	const job = readJob({ name, command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields });
	if (job === undefined) throw new Error(`${name} is no job`);
	return job;
}

const childOf = (parent: string, name: string): Job => jobOf(name, { schedule: undefined, parents: [parent] });

const wish: RestoreWish = {
	now: Date.UTC(2026, 10, 21),
	withCounters: false,
	overwrite: false,
	disabled: false,
	takesOddNames: false,
};

const missing = (saved: readonly Job[], live: readonly Job[] = [], more: Partial<RestoreWish> = {}) =>
	planRestore(saved, live, { ...wish, ...more }).leftOut.filter(({ isMissing }) => isMissing);

describe("what a server would take and never show, or choke on, is left out", () => {
	test("a circle", () => {
		expect(missing([childOf("b", "a"), childOf("a", "b"), jobOf("c")]).map(({ job }) => job)).toEqual(["a", "b"]);
	});

	test("a child without its parent, and its own children", () => {
		expect(missing([childOf("a", "b"), childOf("b", "c")])).toEqual([
			{ job: "b", why: "its parent a is missing", isMissing: true },
			{ job: "c", why: "its parent b is missing", isMissing: true },
		]);
	});

	test("a name that only older servers take, and the children of its job", () => {
		const saved = [jobOf("my job"), childOf("my job", "child")];
		expect(missing(saved).map(({ job }) => job)).toEqual(["my job", "child"]);
		expect(missing(saved, [], { takesOddNames: true })).toEqual([]);
	});
});

test("parents come first, whether they are in the backup or there already", () => {
	const { plan } = planRestore([childOf("z", "a"), childOf("there", "b"), jobOf("z")], [jobOf("there")], wish);
	expect(plan.steps.map(({ name }) => name)).toEqual(["z", "a", "b"]);
});

test("zeroes of fields that a build may not know are not sent", () => {
	const { plan } = planRestore([jobOf("a", { gpus: 0, maxCompletionTime: 0 }), jobOf("b", { gpus: 2 })], [], wish);
	expect(plan.steps.map((step) => (step.kind === "create" ? step.spec.gpus : undefined))).toEqual([undefined, 2]);
});
