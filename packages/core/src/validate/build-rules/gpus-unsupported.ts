import { lackingServer } from "../lacking-build.ts";
import { eachJob, type Rule } from "../rule.ts";

export const gpusUnsupported: Rule = {
	code: "gpus.unsupported",
	severity: "warning",
	about: "The job asks for GPUs from a server that ignores the field.",
	check: eachJob(function* ({ draft: { gpus } }, facts) {
		if (gpus === undefined || gpus <= 0 || lackingServer(facts, "gpus") === undefined) return;
		yield {
			path: ["gpus"],
			message: `this server ignores gpus, so the job gets none of the ${gpus} it asks for`,
			hint: "Send the job to a server whose build knows GPUs.",
		};
	}),
};
