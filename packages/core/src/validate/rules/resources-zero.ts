import { eachJob, type Rule } from "../rule.ts";

/** What an unconfigured server takes instead of 0. */
const defaults = [
	["cpus", "0.1"],
	["mem", "128 MB"],
	["disk", "256 MB"],
] as const;

export const resourcesZero: Rule = {
	code: "resources.zero",
	severity: "note",
	about: "A resource of 0 means the server's default, not nothing.",
	check: eachJob(function* ({ draft }) {
		for (const [field, usual] of defaults) {
			if (draft[field] !== 0) continue;
			yield {
				path: [field],
				message: `${field} is 0, which Chronos replaces by the server's default (${usual} unless configured)`,
				hint: `Leave ${field} out to get the default, or write what the job needs.`,
			};
		}
	}),
};
