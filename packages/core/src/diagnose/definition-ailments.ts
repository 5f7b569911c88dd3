import { commandLine } from "../command-line.ts";
import { formatJob, type Job, parseSchedule } from "@chronos-job/schemas";
import { readJob } from "../validate/read-job.ts";
import type { ReadJob, Remark, Rule } from "../validate/rule.ts";
import { rules } from "../validate/rules/index.ts";
import type { Ailment, ServerJobs } from "./ailment.ts";
import { listed } from "./hypothesis.ts";

/** What the rules for job files say of jobs that a server has taken all the same. */
export function definitionAilments({ jobs, dialect, now }: ServerJobs): readonly Ailment[] {
	const codes = dialect === "2.x" ? oldCodes : new Set([...oldCodes, ...newCodes]);
	const all = jobs.map(asRead);
	// What never runs by itself does no harm by its schedule.
	const live = all.filter((_, index) => !isAtRest(jobs[index]));
	return rules
		.filter(({ code }) => codes.has(code))
		.flatMap((rule) => {
			const found = remarksOf(rule, rule.code.startsWith("schedule.") ? live : all, now);
			return found.length === 0 ? [] : [ailmentOf(rule, found)];
		});
}

/** What no server of any version can live with. */
const oldCodes: ReadonlySet<string> = new Set([
	"command.missing",
	"constraint.arity",
	"constraint.regex",
	"image.space",
	"parents.cycle",
	"parents.self",
	"resources.invalid",
	"schedule.negative-period",
	"schedule.out-of-range",
	"schedule.sub-second",
	"schedule.unknown-zone",
	"schedule.unparsable",
	"schedule.zero-period",
]);

// A server of 3.x makes task ids of names and arguments, and finds the jobs of tasks by them (contract §5.2).
const newCodes: readonly string[] = [
	"arguments.newline",
	"arguments.semicolon",
	"arguments.slash",
	"arguments.too-long",
	"name.invalid",
	"name.too-long",
];

function isAtRest(job: Job | undefined): boolean {
	const { disabled = false, schedule } = job ?? {};
	return disabled || (schedule !== undefined && parseSchedule(schedule)?.repeat === 0);
}

interface Found {
	readonly name: string;
	readonly remark: Remark;
}

/** The first thing that a rule says of every job. */
function remarksOf(rule: Rule, jobs: readonly ReadJob[], now: number): readonly Found[] {
	const found = new Map<string, Found>();
	for (const remark of rule.check(jobs, { now })) {
		const name = jobs[remark.job]?.draft.name;
		if (name !== undefined && !found.has(name)) found.set(name, { name, remark });
	}
	return [...found.values()];
}

function ailmentOf({ code, severity }: Rule, found: readonly Found[]): Ailment {
	const names = found.map(({ name }) => name);
	const [first = "", ...others] = names;
	const remark = found[0]?.remark;
	return {
		code: "definition",
		state: severity === "error" ? "fails" : "warning",
		jobs: names,
		message: `${first}: ${remark?.message ?? code}`,
		evidence: [`rule ${code}`, ...(others.length > 0 ? [`the same with ${listed(others)}`] : [])],
		fix: remark?.hint ?? `Mend it with \`${commandLine("edit", first)}\`.`,
	};
}

function asRead(job: Job): ReadJob {
	const value: unknown = JSON.parse(formatJob(job));
	return readJob(typeof value === "object" && value !== null ? value : {}, {
		isWhole: true,
		textOf: () => "",
		isDoubtful: () => false,
	});
}
