import type { JobSpec } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { deletionEffects } from "./deletion-effects.ts";

type Draft = Partial<JobSpec>;

const nightly: Draft = { name: "nightly", schedule: "R/2030-01-01T02:00:00Z/P1D", scheduleTimeZone: "Europe/Rome" };

describe("deleting a child", () => {
	test("hands its own parents down, each once", () => {
		const specs: Draft[] = [
			{ name: "a" },
			{ name: "b", parents: ["a", "x"] },
			{ name: "c", parents: ["b", "a"] },
			{ name: "d", parents: ["c"] },
		];
		expect(deletionEffects(specs, "b")).toEqual([{ kind: "reparented", job: "c", parents: ["a", "x"] }]);
	});
});

describe("deleting a scheduled job", () => {
	test("makes every child a scheduled job with the same schedule", () => {
		expect(deletionEffects([nightly, { name: "load", parents: ["nightly"], command: "load" }], "nightly")).toEqual([
			{
				kind: "scheduled",
				job: "load",
				schedule: nightly.schedule,
				scheduleTimeZone: "Europe/Rome",
				loses: [],
				alsoStartedBy: [],
			},
		]);
	});

	test("names the fields that the child loses, of those that it has set", () => {
		const child: Draft = {
			name: "load",
			parents: ["nightly"],
			owner: "a@example.org",
			retries: 5,
			maxCompletionTime: 1000,
			description: "loads",
			ownerName: "",
			runAsUser: "root",
			shell: false,
			concurrent: false,
			constraints: [],
			arguments: ["x"],
			environmentVariables: [{ name: "A", value: "1" }],
			container: { type: "DOCKER", image: "alpine" },
		};
		expect(deletionEffects([nightly, child], "nightly")).toMatchObject([
			{ loses: ["description", "runAsUser", "container", "environmentVariables", "shell", "arguments"] },
		]);
	});

	test("leaves its other parents starting it as well", () => {
		const specs: Draft[] = [nightly, { name: "a" }, { name: "load", parents: ["a", "nightly"] }];
		expect(deletionEffects(specs, "nightly")).toMatchObject([{ job: "load", alsoStartedBy: ["a"] }]);
	});
});

test("without children, or for an unknown job, nothing else happens", () => {
	expect(deletionEffects([nightly, { name: "a" }], "nightly")).toEqual([]);
	expect(deletionEffects([{ name: "a", parents: ["gone"] }], "gone")).toEqual([]);
	expect(deletionEffects([{ name: "a", parents: ["a"] }], "a")).toEqual([]);
});
