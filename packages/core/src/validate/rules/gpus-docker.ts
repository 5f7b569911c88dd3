import { eachJob, type Rule } from "../rule.ts";

export const gpusDocker: Rule = {
	code: "gpus.docker",
	severity: "warning",
	about: "The job asks for GPUs in a Docker container, which Mesos does not give them to.",
	check: eachJob(function* ({ draft: { gpus, container }, isWhole }) {
		if (gpus === undefined || gpus <= 0 || container?.image === undefined) return;
		const { type = isWhole ? "DOCKER" : "" } = container;
		if (type.toUpperCase() !== "DOCKER") return;
		yield {
			...(container.type === undefined ? { path: ["container"], at: "key" } : { path: ["container", "type"] }),
			message: `a container ${container.type === undefined ? "without a type is a Docker one, which" : "of type DOCKER"} gets no GPU from Mesos`,
			hint: 'Set the container\'s "type" to "MESOS".',
		};
	}),
};
