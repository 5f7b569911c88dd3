import type { Ailment, ServerJobs } from "./ailment.ts";
import { definitionAilments } from "./definition-ailments.ts";
import { familyAilments } from "./family-ailments.ts";
import { runAilments } from "./run-ailments.ts";

const rules = [...runAilments, ...familyAilments, definitionAilments];

/** What is wrong with the jobs of a server, the worst first. */
export function examineJobs(facts: ServerJobs): readonly Ailment[] {
	const found = rules.flatMap((rule) => rule(facts));
	return (["fails", "warning"] as const).flatMap((state) => found.filter((each) => each.state === state));
}
