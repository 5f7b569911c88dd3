import { eachJob, type Rule } from "../rule.ts";

export const containerType: Rule = {
	code: "container.type",
	severity: "error",
	about: "The container's type is neither DOCKER nor MESOS.",
	check: eachJob(function* ({ draft: { container } }) {
		const type = container?.type;
		if (type === undefined || /^(docker|mesos)$/i.test(type)) return;
		yield {
			path: ["container", "type"],
			message: `the container type "${type}" does not exist`,
			hint: 'Write "DOCKER" or, for images without a Docker daemon and for GPUs, "MESOS".',
		};
	}),
};
