import { join, sep } from "node:path";
import type { EndContainersOptions } from "./end-containers.ts";
import type { EngineClient } from "./engine-client.ts";
import type { ContainerReply, ListedContainer } from "./engine-replies.ts";
import { findEngine } from "./find-engine.ts";
import { jobLabel, sandboxLabel, taskLabel } from "./plan-container.ts";

export interface RunningContainer {
	readonly client: EngineClient;
	readonly id: string;
	readonly taskId: string;
	readonly ports: readonly MappedPort[];
	/** Whether it has the network of its machine, where nothing needs to be mapped. */
	readonly sharesNetwork: boolean;
}

export interface MappedPort {
	/** In the container. */
	readonly port: number;
	readonly protocol: string;
	/** The address that it listens on; empty for all that the machine has. */
	readonly address: string;
	readonly hostPort: number;
}

export interface RunningSearch extends EndContainersOptions {
	/** Attempts have their directories in here. */
	readonly root: string;
	readonly job: string;
}

/** The container of the latest attempt of a job that runs; undefined without one, or without an engine. */
export async function findRunning({
	root,
	job,
	environment,
	clock,
}: RunningSearch): Promise<RunningContainer | undefined> {
	const found = await findEngine({ environment, clock, isRoot: false });
	if (!found.available) return undefined;
	const { client } = found;
	const all = await client.list([`${jobLabel}=${job}`]);
	const [latest] = all
		.filter(({ State: state, Labels: labels = {} }) => state === "running" && isBelow(labels[sandboxLabel], root))
		.toSorted((a, b) => taskOf(b).localeCompare(taskOf(a), "en", { numeric: true }));
	const { Id: id } = latest ?? {};
	const details = id === undefined ? undefined : await client.findContainer(id);
	if (id === undefined || latest === undefined || details === undefined) return undefined;
	const sharesNetwork = details.HostConfig?.NetworkMode === "host";
	return { client, id, taskId: taskOf(latest), ports: portsOf(details), sharesNetwork };
}

function isBelow(path: string | undefined, root: string): boolean {
	return path?.startsWith(join(root, sep)) ?? false;
}

function taskOf({ Labels: labels = {} }: ListedContainer): string {
	return labels[taskLabel] ?? "";
}

function portsOf({ NetworkSettings: network }: ContainerReply): readonly MappedPort[] {
	const entries = Object.entries(network?.Ports ?? {}).flatMap(([name, bindings]) => {
		const [port, protocol = "tcp"] = name.split("/");
		return (bindings ?? []).map(({ HostIp: address = "", HostPort: hostPort = "" }) => ({
			port: Number(port),
			protocol,
			address: anywhere.has(address) ? "" : address,
			hostPort: Number(hostPort),
		}));
	});
	// What listens on all addresses is told once for each kind of them.
	const known = new Map(
		entries.map((each) => [`${each.port}/${each.protocol} ${each.address}:${each.hostPort}`, each]),
	);
	return [...known.values()].toSorted((a, b) => a.port - b.port);
}

const anywhere: ReadonlySet<string> = new Set(["", "0.0.0.0", "::"]);
