import type { Evidence } from "./evidence.ts";
import type { JobEntry } from "./ledger.ts";
import type { Violation } from "./violation.ts";
import type { EventView } from "./wire.ts";

/** Counts the calls of parents once more, event by event, and compares who should have been started with who was. */
export function edgeCheck({ ledger, events }: Evidence): readonly Violation[] {
	const children = new Map(
		ledger.filter(({ plan }) => plan.parents.length > 0).map((entry) => [entry.name, childOf(entry)]),
	);
	const childrenOf = new Map<string, Child[]>();
	for (const child of children.values()) {
		for (const parent of child.calls.keys()) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), child]);
	}
	const violations: Violation[] = [];
	for (const event of events) {
		for (const child of childrenOf.get(event.job) ?? []) hearOfParent(child, event);
		const child = children.get(event.job);
		if (child === undefined) continue;
		hearOfChild(child, event);
		if (child.owed < 0)
			violations.push(wrong(child, `it was started although nobody called: ${JSON.stringify(event)}`));
		child.owed = Math.max(0, child.owed);
	}
	const left = [...children.values()].filter(({ owed }) => owed > 0);
	return [...violations, ...left.map((child) => wrong(child, `${String(child.owed)} calls came to nothing`))];
}

interface Child {
	readonly name: string;
	readonly calls: Map<string, number>;
	isThere: boolean;
	/** Starts that should have followed by now and have not. */
	owed: number;
}

function childOf({ name, plan }: JobEntry): Child {
	return { name, calls: new Map(plan.parents.map((parent) => [parent, 0])), isThere: false, owed: 0 };
}

function hearOfParent(child: Child, { type, job, outcome }: EventView): void {
	if (!child.isThere || type !== "run.settled" || outcome !== "succeeded") return;
	const count = (child.calls.get(job) ?? 0) + 1;
	child.calls.set(job, count);
	// The last of all parents to call as often starts it (contract §5.8).
	if (child.calls.size === 1 || count === Math.min(...child.calls.values())) child.owed += 1;
}

function hearOfChild(child: Child, { type, cause, attempt = 0 }: EventView): void {
	if (type === "job.created") child.isThere = true;
	if (type === "attempt.started") for (const parent of child.calls.keys()) child.calls.set(parent, 0);
	if (cause === "parents" && attempt === 0 && (type === "run.queued" || type === "start.dropped")) child.owed -= 1;
}

function wrong({ name }: Child, detail: string): Violation {
	return { rule: "edges-wrong", about: name, detail };
}
