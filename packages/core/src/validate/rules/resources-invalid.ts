import { eachJob, type Rule } from "../rule.ts";

const resources = ["cpus", "mem", "disk", "gpus"] as const;

export const resourcesInvalid: Rule = {
	code: "resources.invalid",
	severity: "error",
	about: "An amount of a resource is negative.",
	check: eachJob(function* ({ draft }) {
		for (const resource of resources) {
			const amount = draft[resource] ?? 0;
			if (amount >= 0) continue;
			yield {
				path: [resource],
				message: `${resource} is ${amount}, which Chronos replaces by the server's default at every launch`,
				hint: "Write what the job needs, or leave it out.",
			};
		}
	}),
};
