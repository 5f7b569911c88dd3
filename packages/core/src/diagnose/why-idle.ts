import { definitionRules } from "./definition-rules.ts";
import type { Hypothesis, IdleFacts } from "./hypothesis.ts";
import { parentRules } from "./parent-rules.ts";
import { queueRules } from "./queue-rules.ts";
import { scheduleRules } from "./schedule-rules.ts";

const rules = [...definitionRules, ...queueRules, ...parentRules, ...scheduleRules];
const order = ["sure", "likely", "possible"] as const;

/** Why a job of a server that tells no reasons does not run, the most probable first. */
export function whyIdle(facts: IdleFacts): readonly Hypothesis[] {
	const found = rules.flatMap((rule) => rule(facts));
	return order.flatMap((certainty) => found.filter((each) => each.certainty === certainty));
}
