import type { Job } from "@chronos-job/schemas";
import { type Change, type Changes, changesOf, joinChanges, refuse } from "./container-body.ts";

type Container = NonNullable<Job["container"]>;
type NetworkInfo = Container["networkInfos"][number];

/** How the container reaches the network, and is reached (contract §5.13). */
export function changesOfNetwork(container: Container): Changes {
	const { type, network, networkInfos, networkName } = container;
	const name = networkName ?? networkInfos[0]?.name;
	// Mesos' own containerizer looks at the named networks alone.
	const mode = type === "MESOS" ? (name ?? "host") : modes[network](name);
	if (mode === undefined) return refuse("the network is USER, and the job names none");
	const isMapped = mode !== "host";
	return joinChanges([
		changesOf({}, { NetworkMode: mode }),
		{ kind: "changes", changes: isMapped ? networkInfos.flatMap(portsOf) : [] },
	]);
}

const modes: Readonly<Record<Container["network"], (name: string | undefined) => string | undefined>> = {
	HOST: () => "host",
	BRIDGE: () => "bridge",
	USER: (name) => name,
};

function portsOf({ portMappings }: NetworkInfo): readonly Change[] {
	return portMappings.flatMap(({ hostPort, containerPort, protocol = "tcp" }): readonly Change[] => {
		const port = `${String(containerPort)}/${protocol.toLowerCase()}`;
		return [
			{ to: "container", field: "ExposedPorts", value: { [port]: {} } },
			{ to: "host", field: "PortBindings", value: { [port]: [{ HostPort: hostPort === 0 ? "" : String(hostPort) }] } },
		];
	});
}
