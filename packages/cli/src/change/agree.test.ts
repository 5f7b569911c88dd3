import type { Plan, Step } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import type { Host } from "../host.ts";
import { agreeToJobs } from "./agree-to-jobs.ts";
import { agreeToPlan } from "./agree-to-plan.ts";

function job(fields: object): Job {
	const read = readJob({ command: "true", ...fields });
	if (read === undefined) throw new Error("a test needs a job");
	return read;
}

const replace = (name: string): Step => ({
	kind: "update",
	name,
	spec: { name, command: "false", schedule: "R/2030-01-01T00:00:00Z/P1D" },
	current: job({ name, schedule: "R/2030-01-01T00:00:00Z/P1D" }),
	changes: [{ path: ["command"], before: "true", after: "false" }],
	startsAgain: false,
});
const create: Step = { kind: "create", name: "new", spec: { name: "new", command: "true" } };
const remove: Step = { kind: "delete", name: "old", current: job({ name: "old" }) };
const restart: Step = {
	kind: "update",
	name: "once",
	spec: { name: "once", command: "true", schedule: "R1//P1Y" },
	current: job({ name: "once", schedule: "R0/2027-11-21T12:00:00.000Z/P1Y", disabled: true }),
	changes: [{ path: ["schedule"], before: "R0/2027-11-21T12:00:00.000Z/P1Y", after: "R1//P1Y" }],
	startsAgain: true,
};

async function ask(steps: readonly Step[], { isAgreed = false, answer = true, interactive = true } = {}) {
	const said: string[] = [];
	const session = {
		host: { screen: { width: 80, color: false, wraps: false, interactive } } as Host,
		note: (text: string) => said.push(text),
		confirm: async (question: string, option: string) => {
			said.push(`${question} ${option}`);
			return answer;
		},
	};
	const plan: Plan = { steps, unchanged: [] };
	return { agreed: await agreeToPlan(session, plan, isAgreed), said };
}

describe("a plan is agreed to", () => {
	it.each([
		["only new jobs", [create]],
		["jobs that only run again", [restart]],
		["nothing", []],
	])("without a question when it has %s", async (_, steps) => {
		expect(await ask(steps, { answer: false })).toEqual({ agreed: true, said: [] });
	});

	it("without a question when somebody has said yes before", async () => {
		expect(await ask([replace("a")], { isAgreed: true })).toEqual({ agreed: true, said: [] });
	});

	it.each([
		[[replace("a"), create], "replace a? --yes"],
		[[remove], "delete old? --yes"],
		[[replace("a"), replace("b"), replace("c"), replace("d"), remove], "replace 4 jobs and delete old? --yes"],
	])("with a question otherwise", async (steps, question) => {
		const { agreed, said } = await ask(steps, { answer: false });
		expect([agreed, said.at(-1)]).toEqual([false, question]);
	});

	it("after it was shown to whoever is asked", async () => {
		expect((await ask([replace("a")])).said[0]).toBe('~ a\n    command  "true" → "false"\n1 to change');
		expect((await ask([replace("a")], { interactive: false })).said).toHaveLength(1);
	});
});

describe("doing something to jobs", () => {
	it.each([
		[["a-*"], ["a-1", "a-2"], ["kill 2 jobs? --yes"]],
		[["a-*"], ["a-1"], []],
		[["a", "b"], ["a", "b"], []],
	])("%j that are %j is asked about: %j", async (words, names, questions) => {
		const said: string[] = [];
		const confirm = async (question: string, option: string) => said.push(`${question} ${option}`) > 0;
		expect(await agreeToJobs({ confirm }, "kill", { words, names, isAgreed: false })).toBe(true);
		expect(said).toEqual(questions);
	});
});
