import { type Plan, showControls, type Step } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { planReport } from "../render/plan.ts";
import { plural } from "../render/plural.ts";
import { isReplacement } from "./is-restart.ts";

/** Whether a plan may be carried out: a person is asked when a definition would be lost by it, after it was shown. */
export async function agreeToPlan(
	{ host, note, confirm }: Pick<Session, "host" | "note" | "confirm">,
	plan: Plan,
	isAgreed: boolean,
): Promise<boolean> {
	const question = questionOf(plan);
	if (question === undefined || isAgreed) return true;
	if (host.screen.interactive) note(planReport(plan, host.screen).trimEnd());
	return confirm(question, "--yes");
}

/** Undefined when nothing is lost: what is new, or only runs again, was asked for by naming it. */
function questionOf({ steps }: Plan): string | undefined {
	const replaced = steps.filter(isReplacement);
	const deleted = steps.filter(({ kind }) => kind === "delete");
	if (replaced.length === 0 && deleted.length === 0) return undefined;
	const parts = [
		...(replaced.length > 0 ? [`replace ${namesOf(replaced)}`] : []),
		...(deleted.length > 0 ? [`delete ${namesOf(deleted)}`] : []),
	];
	return `${parts.join(" and ")}?`;
}

function namesOf(steps: readonly Step[]): string {
	return steps.length <= 3 ? steps.map(({ name }) => showControls(name)).join(", ") : plural(steps.length, "job");
}
