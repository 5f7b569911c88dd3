import { eachJob, type Rule } from "../rule.ts";

export const containerParametersMesos: Rule = {
	code: "container.parameters-mesos",
	severity: "warning",
	about: "Docker parameters on a Mesos container do nothing.",
	check: eachJob(function* ({ draft: { container } }) {
		if (container?.type?.toUpperCase() !== "MESOS") return;
		const keys = (container.parameters ?? []).flatMap((parameter) => parameter?.key ?? []);
		if (keys.length === 0) return;
		yield {
			path: ["container", "parameters"],
			at: "key",
			message: `a container of type MESOS ignores its parameters (${keys.join(", ")})`,
			hint: 'Remove "parameters", or set the container\'s "type" to "DOCKER".',
		};
	}),
};
