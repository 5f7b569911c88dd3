import type { SweepResult } from "../commands/sweep.ts";
import { fateOnWire } from "../follow/follow-event.ts";
import { valuesOf } from "./fill-template.ts";

export function sweepResultOnWire({ group, outcome, params, jobs, count }: SweepResult): object {
	return {
		group,
		outcome,
		count,
		jobs: jobs.map(({ name, values, state, fate, what }) => ({
			...(fate && fateOnWire(fate)),
			job: name,
			params: Object.fromEntries(valuesOf(params, values)),
			state,
			...(outcome === "planned" && { what }),
		})),
	};
}
