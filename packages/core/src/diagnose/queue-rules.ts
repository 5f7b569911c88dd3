import { formatConstraint, type Job, parseActivity } from "@chronos-job/schemas";
import type { AgentRoom } from "../mesos/mesos-agents.ts";
import { effectiveResources, type Resource } from "../explain/effective-resources.ts";
import { type Hypothesis, type IdleFacts, type IdleRule, listed } from "./hypothesis.ts";

/** What keeps a job in the queue. */
export const queueRules: readonly IdleRule[] = [
	(facts) => (facts.summary?.state === "queued" ? queuedHypotheses(facts) : []),
];

function queuedHypotheses(facts: IdleFacts): readonly Hypothesis[] {
	const found = [...stuckServer(facts), ...tooLarge(facts), ...constraints(facts), ...blocked(facts)];
	return found.length > 0 ? found : [noRoom(facts)];
}

/** So many queued jobs with none that runs are no accident. */
const manyQueued = 2;

function stuckServer(facts: IdleFacts): readonly Hypothesis[] {
	const queued = namesIn(facts, "queued");
	if (queued.length < manyQueued || namesIn(facts, "running").length > 0) return [];
	return [
		{
			code: "server-stuck",
			certainty: "likely",
			sentence: `nothing runs on the server and ${queued.length} jobs are queued: it gets no offers from Mesos, or no longer takes them`,
			evidence: [`queued: ${listed(queued)}`, ...queueEvidence(facts)],
			fix: "Ask whoever runs the server whether Mesos sends it offers, and to restart its leader if so.",
		},
	];
}

const resources: readonly Resource[] = ["cpus", "mem", "disk", "gpus"];
const units: Readonly<Record<Resource, string>> = {
	cpus: "cpus",
	mem: "MB of memory",
	disk: "MB of disk",
	gpus: "gpus",
};

/** Where nobody tells what the agents have, the largest request that was ever met says it. */
function tooLarge(facts: IdleFacts): readonly Hypothesis[] {
	if (facts.agents !== undefined && facts.agents.length > 0) return largerThan(facts, facts.agents);
	const asked = effectiveResources(needsOf(facts.job));
	const proven = provenOf(facts);
	if (proven.length === 0 || proven.includes(facts.job)) return [];
	return resources.flatMap((resource): readonly Hypothesis[] => {
		const [largest] = proven
			.map((job) => ({ name: job.name, value: effectiveResources(needsOf(job))[resource].value }))
			.toSorted((a, b) => b.value - a.value);
		if (largest === undefined || asked[resource].value <= largest.value) return [];
		return [
			{
				code: "too-large",
				certainty: "likely",
				sentence: `it wants ${asked[resource].value} ${units[resource]}, more than any job that has run here`,
				evidence: [`the most so far: ${largest.value}, for ${largest.name}`, "one agent has to offer all of it"],
				fix: `Lower \`${resource}\`, or ask whether an agent has as much.`,
			},
		];
	});
}

// An agent without the attribute meets no constraint on it, not even UNLIKE (contract §5.12).
function constraints(facts: IdleFacts): readonly Hypothesis[] {
	const met = new Set(provenOf(facts).flatMap((job) => job.constraints.map(formatConstraint)));
	const unproven = facts.job.constraints.map(formatConstraint).filter((text) => !met.has(text));
	if (unproven.length === 0) return [];
	return [
		{
			code: "constraints",
			certainty: "likely",
			sentence: `it may only run where ${listed(unproven)}, and no job with that has run yet`,
			evidence: ["an agent that lacks the attribute meets no constraint on it"],
			fix: "Check the constraint against the attributes of the agents, or leave it out.",
		},
	];
}

// A round of offers ends at the first job that does not fit (contract §5.4).
function blocked(facts: IdleFacts): readonly Hypothesis[] {
	const others = namesIn(facts, "queued").filter((name) => name !== facts.job.name);
	if (others.length === 0 || namesIn(facts, "running").length === 0) return [];
	return [
		{
			code: "queue-blocked",
			certainty: "possible",
			sentence: "a job before it in the queue finds no room, and the server looks no further",
			evidence: [`queued as well: ${listed(others)}`, ...queueEvidence(facts)],
			...(facts.job.highPriority ? {} : { fix: "Give it `highPriority`, or run what blocks it at another time." }),
		},
	];
}

function noRoom(facts: IdleFacts): Hypothesis {
	const { cpus, mem, disk } = effectiveResources(needsOf(facts.job));
	return {
		code: "no-room",
		certainty: "possible",
		sentence: "it is queued, and no agent has offered enough room yet",
		evidence: [
			`it wants ${cpus.value} cpus, ${mem.value} MB of memory and ${disk.value} MB of disk on one agent`,
			...queueEvidence(facts),
		],
	};
}

function largerThan({ job }: IdleFacts, agents: readonly AgentRoom[]): readonly Hypothesis[] {
	const asked = effectiveResources(needsOf(job));
	return resources.flatMap((resource): readonly Hypothesis[] => {
		const [largest] = agents.toSorted((a, b) => b[resource] - a[resource]);
		const { value } = asked[resource];
		if (largest === undefined || value <= largest[resource]) return [];
		return [
			{
				code: "too-large",
				certainty: "sure",
				sentence: `it wants ${value} ${units[resource]}, more than any agent of Mesos has`,
				evidence: [`the most: ${largest[resource]}, on ${largest.hostname}`, `agents: ${agents.length}`],
				fix: `Lower \`${resource}\`.`,
			},
		];
	});
}

function needsOf({ cpus, mem, disk, gpus = 0 }: Job): Readonly<Record<Resource, number>> {
	return { cpus, mem, disk, gpus };
}

function queueEvidence({ queued }: IdleFacts): readonly string[] {
	return queued === undefined ? [] : [`the queues of the server hold ${queued} ${queued === 1 ? "entry" : "entries"}`];
}

/** Jobs that an agent has taken at least once. */
function provenOf(facts: IdleFacts): readonly Job[] {
	const running = new Set(namesIn(facts, "running"));
	return facts.jobs.filter(({ name, successCount, errorCount }) => successCount + errorCount > 0 || running.has(name));
}

function namesIn({ summaries }: IdleFacts, phase: string): readonly string[] {
	return summaries.filter(({ state }) => parseActivity(state)?.phase === phase).map(({ name }) => name);
}
