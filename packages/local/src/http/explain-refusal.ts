import type { Refusal } from "../engine/effect.ts";
import { type Complaint, illegal, notFound, requirement } from "./complaint.ts";

export interface RefusalContext {
	/** The word with which a call says that there is no such job (contract §3.7). */
	readonly kind?: "Job" | "JobSchedule";
	/** The job was not there before. */
	readonly isNew?: boolean;
	/** Where Chronos answers 500 although the request is to blame. */
	readonly blame?: 400 | 500;
}

type Explain<Code> = (refusal: Extract<Refusal, { code: Code }>, context: RefusalContext) => Complaint;
type Explanations = { readonly [Code in Refusal["code"]]: Explain<Code> };

/** What Chronos says when the engine refuses; its own words where Chronos would not have refused. */
export function explainRefusal<Code extends Refusal["code"]>(
	refusal: Extract<Refusal, { code: Code }>,
	context: RefusalContext = {},
): Complaint {
	const explain: Explain<Code> = explanations[refusal.code];
	return explain(refusal, context);
}

const explanations: Explanations = {
	"job.not-found": ({ job }, { kind = "Job" }) => notFound(kind, job),
	"schedule.unparsable": ({ schedule }) => ({ status: 400, text: `Cannot parse schedule '${schedule}' (wtf bro)` }),
	"schedule.period-too-short": ({ schedule }) => ({
		status: 400,
		text: `schedule: the period of '${schedule}' is shorter than a second`,
	}),
	"zone.unknown": ({ zone }) => ({ status: 400, text: `scheduleTimeZone: '${zone}' is not a time zone` }),
	"arguments.line-break": () => ({ status: 400, text: "arguments: there is a line break in them" }),
	"parents.empty": (_, { isNew = false, blame = 400 }) =>
		isNew
			? { status: blame, exception: "java.lang.Exception", text: "Error, parent does not exist" }
			: requirement("Error, parent does not exist"),
	"parents.self": () => illegal("loops not allowed"),
	"parents.missing": ({ job, parents }) => missingParents(job, parents),
	"parents.cycle": ({ cycle }, { blame = 400 }) => ({
		status: blame,
		exception: "org.jgrapht.experimental.dag.DirectedAcyclicGraph$CycleFoundException",
		text: "",
		details: `parents: ${[...cycle, ...cycle.slice(0, 1)].join(" -> ")}`,
	}),
};

export function missingParents(job: string, parents: readonly string[]): Complaint {
	return requirement(
		`JobSchedule ${job} does not have all parents defined!`,
		`parents: there is no ${parents.join(", no ")}`,
	);
}
