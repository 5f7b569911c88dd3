import { eachJob, type Rule } from "../rule.ts";

export const containerNetworkMesos: Rule = {
	code: "container.network-mesos",
	severity: "warning",
	about: "The network mode of a Mesos container does nothing.",
	check: eachJob(function* ({ draft: { container } }) {
		if (container?.type?.toUpperCase() !== "MESOS") return;
		const { network, networkName, networkInfos = [] } = container;
		if (network !== "BRIDGE" && network !== "USER") return;
		if (networkName !== undefined || networkInfos.length > 0) return;
		yield {
			path: ["container", "network"],
			message: `a container of type MESOS ignores the network mode ${network} and uses the host's network`,
			hint: 'Name the network in "networkInfos", or remove "network".',
		};
	}),
};
