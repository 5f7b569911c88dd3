import { describe, expect, it } from "vitest";
import { check } from "../../../torture/check.ts";
import type { Evidence } from "../../../torture/evidence.ts";
import type { JobEntry, Plan, Write } from "../../../torture/ledger.ts";
import { parseProofs } from "../../../torture/proofs.ts";
import type { Said } from "../../../torture/read-logs.ts";
import type { AttemptView, EventView, JobView, RunView } from "../../../torture/wire.ts";

const bootedAt = 1_000_000;

/** `put 204` and so on, in the order in which they were sent. */
function entry(name: string, plan: Partial<Plan>, writes: string): JobEntry {
	let version = 0;
	return {
		name,
		plan: { kind: "idle", retries: 0, failures: 0, parents: [], ...plan },
		writes: writes.split(", ").map((text, order): Write => {
			const [type = "", status] = text.split(" ");
			if (type === "put") version += 1;
			return { type: type as Write["type"], version, order, status: status === "?" ? undefined : Number(status) };
		}),
		add: () => undefined,
	};
}

function job(name: string, fields: Partial<JobView> = {}): JobView {
	return { name, description: "version 1", disabled: false, successCount: 1, errorCount: 0, ...fields };
}

function attempt(runId: number, name: string, fields: Partial<AttemptView> = {}): AttemptView {
	const { number = 0 } = fields;
	return {
		taskId: `ct:${String(runId)}:${String(number)}:${name}:`,
		number,
		phase: "ended",
		end: { at: bootedAt + runId * 1000 + 10, outcome: "succeeded", exitCode: 0 },
		...fields,
	};
}

function run(id: number, name: string, fields: Partial<RunView> = {}): RunView {
	return {
		id,
		job: name,
		cause: "schedule",
		phase: "settled",
		outcome: "succeeded",
		attempts: [attempt(id, name)],
		...fields,
	};
}

function proof(taskId: string, ...more: readonly string[]): string {
	const seconds = taskId.split(":")[1];
	const lines = more.length > 0 ? more : [`start 7 ${String(seconds)}.00`, `end 0 ${String(seconds)}.01`];
	return lines.map((line) => `${taskId} ${line}\n`).join("");
}

/** All that an attempt says, unless it is something else. */
function said(taskId: string, stdout = linesOf("out")): readonly [string, Said] {
	return [taskId, { stdout, stderr: linesOf("err") }];
}

function linesOf(word: string): string {
	return [0, 1, 2, 3, 4, 5, 6, 7].map((number) => `${word} ${String(number)}\n`).join("");
}

/** The first attempts of two jobs were given a GPU, and began like this. */
function withGpus(once: string, every: string): Partial<Evidence> {
	const lines = [proof("ct:1:0:once:", once, "end 0 1.05"), proof("ct:2:0:every:", every, "end 0 2.01")];
	const given = sound.runs.map((one) =>
		one.id > 2 ? one : { ...one, attempts: one.attempts.map((each) => ({ ...each, devices: ["GPU-one"] })) },
	);
	return { proofs: new Map([...sound.proofs, ...parseProofs(lines.join(""))]), runs: given };
}

function withLog(stdout: string): Partial<Evidence> {
	return { logs: new Map([...sound.logs, said("ct:1:0:once:", stdout)]) };
}

function events(
	...told: readonly (readonly [type: string, job: string, fields?: Partial<EventView>])[]
): readonly EventView[] {
	return told.map(([type, name, fields], index) => ({ id: index + 1, type, job: name, ...fields }));
}

const settled = (runId: number, outcome = "succeeded") => ({ runId, outcome });
const byParents = (runId: number) => ({ runId, cause: "parents", attempt: 0 });

/** A job that is due once, one that comes back, one started by hand with its child, and one that is gone. */
const sound: Evidence = {
	bootedAt,
	strays: [],
	containers: [],
	used: { cpus: 0, gpus: 0 },
	logs: new Map(
		["ct:1:0:once:", "ct:2:0:every:", "ct:3:0:every:", "ct:4:0:top:", "ct:5:0:child:"].map((id) => said(id)),
	),
	jobsText: "",
	ledger: [
		entry("once", { kind: "once" }, "put 204"),
		entry("every", { kind: "every" }, "put 204"),
		entry("top", { kind: "link" }, "put 204, start 204"),
		entry("child", { kind: "link", parents: ["top"] }, "put 204"),
		entry("gone", {}, "put 204, delete 204"),
	],
	jobs: [job("once"), job("every", { successCount: 2 }), job("top"), job("child")],
	runs: [
		run(1, "once"),
		run(2, "every", { dueAt: 100, coversUntil: 200 }),
		run(3, "every", { dueAt: 200, coversUntil: 300 }),
		run(4, "top", { cause: "manual" }),
		run(5, "child", { cause: "parents" }),
	],
	proofs: parseProofs(
		["ct:1:0:once:", "ct:2:0:every:", "ct:3:0:every:", "ct:4:0:top:", "ct:5:0:child:"].map((id) => proof(id)).join(""),
	),
	events: events(
		...["once", "every", "top", "child", "gone"].map((name) => ["job.created", name] as const),
		["job.deleted", "gone"],
		["run.settled", "once", settled(1)],
		["run.queued", "every", { runId: 2, cause: "schedule", attempt: 0 }],
		["run.settled", "every", settled(2)],
		["run.queued", "every", { runId: 3, cause: "schedule", attempt: 0 }],
		["run.settled", "every", settled(3)],
		["run.queued", "top", { runId: 4, cause: "manual", attempt: 0 }],
		["run.settled", "top", settled(4)],
		["run.queued", "child", byParents(5)],
		["attempt.started", "child", { runId: 5 }],
		["run.settled", "child", settled(5)],
	),
};

function withRun(changed: RunView): Partial<Evidence> {
	return { runs: sound.runs.map((one) => (one.id === changed.id ? changed : one)) };
}

function withEntry(changed: JobEntry): Partial<Evidence> {
	return { ledger: sound.ledger.map((one) => (one.name === changed.name ? changed : one)) };
}

function withProofs(taskId: string, ...lines: readonly string[]): Partial<Evidence> {
	return { proofs: new Map([...sound.proofs, ...parseProofs(proof(taskId, ...lines))]) };
}

function withEvents(change: (all: readonly EventView[]) => readonly EventView[]): Partial<Evidence> {
	return { events: change(sound.events).map((event, index) => ({ ...event, id: index + 1 })) };
}

const ended = (end: AttemptView["end"], fields: Partial<AttemptView> = {}) =>
	run(1, "once", {
		outcome: end?.outcome ?? "",
		attempts: [attempt(1, "once", { ...fields, ...(end === undefined ? {} : { end }) })],
	});
const at = bootedAt + 1010;

describe("the checker", () => {
	it("finds nothing wrong with what is right", () => {
		expect(check(sound)).toEqual([]);
	});

	it.each<[string, string, Partial<Evidence>]>([
		["an accepted job that is not there", "jobs-lost", { jobs: sound.jobs.filter(({ name }) => name !== "top") }],
		["a deleted job that is there", "jobs-back", { jobs: [...sound.jobs, job("gone", { successCount: 0 })] }],
		["a job that nobody submitted", "jobs-back", { jobs: [...sound.jobs, job("ghost", { successCount: 0 })] }],
		["a definition before the last", "jobs-wrong", withEntry(entry("once", { kind: "once" }, "put 204, put 204"))],
		["a refusal without a reason", "answers-wrong", withEntry(entry("once", { kind: "once" }, "put 204, kill 400"))],
		["a failure", "answers-wrong", withEntry(entry("once", { kind: "once" }, "put 204, put 500"))],
		[
			"an attempt that ran twice",
			"attempts-doubled",
			withProofs("ct:1:0:once:", "start 7 1.00", "start 8 1.00", "end 0 1.01"),
		],
		["an attempt that ran and is not known", "attempts-unknown", withProofs("ct:9:0:once:")],
		["attempts side by side", "attempts-overlap", withProofs("ct:3:0:every:", "start 7 2.00", "end 0 3.01")],
		[
			"an attempt without an end",
			"attempts-stuck",
			withRun(run(1, "once", { attempts: [attempt(1, "once", { phase: "running" })] })),
		],
		["a run that waits for ever", "attempts-stuck", withRun(run(1, "once", { phase: "waiting" }))],
		[
			"an end that the command did not come to",
			"outcomes-wrong",
			withRun(ended({ at, outcome: "failed", exitCode: 3 })),
		],
		["an end that nobody saw", "outcomes-wrong", withProofs("ct:1:0:once:", "start 7 1.00")],
		["a loss", "outcomes-wrong", withRun(ended({ at, outcome: "lost" }))],
		["a run that is not what its attempt is", "outcomes-wrong", withRun(run(1, "once", { outcome: "failed" }))],
		["an end at another time", "times-wrong", withRun(ended({ at: at + 5000, outcome: "succeeded", exitCode: 0 }))],
		[
			"a gap in the numbers",
			"numbers-wrong",
			withRun(run(1, "once", { attempts: [attempt(1, "once", { number: 1 })] })),
		],
		[
			"a counter that counted less",
			"counters-wrong",
			{ jobs: [job("once", { successCount: 0 }), ...sound.jobs.slice(1)] },
		],
		["a job that never ran", "runs-wrong", { runs: sound.runs.slice(1) }],
		[
			"a start by hand that came to nothing",
			"runs-wrong",
			withEntry(entry("top", {}, "put 204, start 204, start 204")),
		],
		["a missed occurrence", "windows-wrong", withRun(run(3, "every", { dueAt: 300, coversUntil: 400 }))],
		["a doubled occurrence", "windows-wrong", withRun(run(3, "every", { dueAt: 100, coversUntil: 300 }))],
		[
			"a call that came to nothing",
			"edges-wrong",
			withEvents((all) => all.filter(({ type, job: name }) => type !== "run.queued" || name !== "child")),
		],
		[
			"a child that nobody called",
			"edges-wrong",
			withEvents((all) => [...all, { id: 0, type: "run.queued", job: "child", ...byParents(9) }]),
		],
		[
			"an end told twice",
			"outcomes-wrong",
			withEvents((all) => [...all, { id: 0, type: "run.settled", job: "once", ...settled(1) }]),
		],
		[
			"a gap in the events",
			"events-wrong",
			{ events: [...sound.events, { id: 99, type: "job.updated", job: "once" }] },
		],
		["a GPU that two had", "gpus-wrong", withGpus("start 7 1.00 GPU-one", "start 7 1.01 GPU-one")],
		["a GPU that was not there", "gpus-wrong", withGpus("start 7 1.00 GPU-one", "start 7 2.00 void")],
		["an attempt that said nothing", "logs-wrong", withLog("")],
		["a line that is there twice", "logs-wrong", withLog("out 0\nout 1\nout 1\nout 2\nout 3\n")],
		["a container that is still there", "containers-left", { containers: ["4f2a Exited (0)"] }],
		["room that nobody gives back", "capacity-leaked", { used: { cpus: 0, gpus: 1 } }],
		["a process that is still there", "processes-left", { strays: [{ pid: 7, words: "sleep 60" }] }],
	])("finds %s", (_, rule, change) => {
		expect(check({ ...sound, ...change }).map((violation) => violation.rule)).toContain(rule);
	});

	it("lets one GPU be used by one after the other", () => {
		expect(check({ ...sound, ...withGpus("start 7 1.00 GPU-one", "start 7 2.00 GPU-one") })).toEqual([]);
	});

	it.each<[string, JobEntry, boolean]>([
		["may be there", entry("gone", {}, "put ?"), true],
		["may be missing", entry("gone", {}, "put ?"), false],
		["may be back", entry("gone", {}, "put 204, delete 204, put ?"), true],
		["may be deleted", entry("gone", {}, "put 204, delete ?"), false],
		["may still be there", entry("gone", {}, "put 204, delete ?"), true],
	])("leaves open what was not answered: a job %s", (_, gone, isThere) => {
		const back = job("gone", { successCount: 0, description: `version ${String(gone.writes.at(-1)?.version)}` });
		const jobs = isThere ? [...sound.jobs, back] : sound.jobs;
		expect(check({ ...sound, ...withEntry(gone), jobs })).toEqual([]);
	});

	it("knows that a command which was asked to end may have come to its own end first", () => {
		const stopping = { stopping: "kill" };
		for (const end of [
			{ at, outcome: "succeeded", exitCode: 0 },
			{ at, outcome: "killed", signal: "SIGTERM" },
		]) {
			const jobs = [job("once", { successCount: end.exitCode === 0 ? 1 : 0 }), ...sound.jobs.slice(1)];
			const told = withEvents((all) => all.map((one) => (one.runId === 1 ? { ...one, outcome: end.outcome } : one)));
			const ledger = withEntry(entry("once", { kind: "once" }, "put 204, kill 204"));
			expect(check({ ...sound, ...withRun(ended(end, stopping)), ...told, ...ledger, jobs })).toEqual([]);
		}
	});
});
