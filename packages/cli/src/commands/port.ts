import { localName, type ReadClient, showControls } from "@chronos-job/core";
import { type Job, parseActivity } from "@chronos-job/schemas";
import { word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Host } from "../host.ts";
import { shellQuote } from "../local/shell-quote.ts";
import { findJob } from "../selection/find-job.ts";

export interface PortResult {
	readonly job: string;
	readonly isRunning: boolean;
	/** `machine` where a job has the ports of its machine as they are. */
	readonly network: "machine" | "mapped";
	readonly ports: readonly JobPort[];
	/** What opens those of another machine on this one; absent where nobody knows the machine. */
	readonly ssh?: string;
}

export interface JobPort {
	/** In the container. */
	readonly port: number;
	readonly protocol: string;
	/** Of the machine; absent where it is chosen at each start. */
	readonly hostPort?: number;
	/** The only address that it can be reached at. */
	readonly address?: string;
}

export const port = defineCommand({
	name: "port <job>",
	theme: "follow",
	about: "Print at which ports of its machine a job can be reached, and how to get there from here",
	examples: [
		{ line: "chronos-job port hello", about: "What is mapped, or will be when it runs" },
		{ line: "chronos-job port hello --output json", about: "The same, for a program" },
	],
	args: { job: word("The job"), ...targetArgs },

	async run({ job: name = "", ...args }, { host, connectToRead }): Promise<PortResult> {
		await using client = await connectToRead(args);
		const { job, summary } = await findJob(client, name, { signal: host.signal });
		const isRunning = parseActivity(summary?.state ?? "")?.phase === "running";
		const found = isRunning && client.target.name === localName ? await runningPorts(host, job) : undefined;
		const known = found ?? { network: networkOf(job), ports: wantedPorts(job) };
		const ssh = await sshLine(client, known.ports);
		return { job: name, isRunning, ...known, ...(ssh !== undefined && { ssh }) };
	},

	views: { result: portText },
});

type Ports = Pick<PortResult, "network" | "ports">;

async function runningPorts(host: Host, { name }: Job): Promise<Ports | undefined> {
	const { findContainer } = await import("../local/find-container.ts");
	const found = await findContainer(host, name);
	if (found === undefined) return undefined;
	const ports = found.ports.map(({ address, ...rest }) => ({ ...rest, ...(address !== "" && { address }) }));
	return { network: found.sharesNetwork ? "machine" : "mapped", ports };
}

function networkOf({ container }: Job): PortResult["network"] {
	if (container === undefined) return "machine";
	const { type, network, networkName, networkInfos } = container;
	if (type === "DOCKER") return network === "HOST" ? "machine" : "mapped";
	return networkName === undefined && networkInfos.length === 0 ? "machine" : "mapped";
}

function wantedPorts(job: Job): readonly JobPort[] {
	if (networkOf(job) === "machine") return [];
	const mappings = job.container?.networkInfos.flatMap(({ portMappings }) => portMappings) ?? [];
	return mappings.map(({ containerPort, hostPort, protocol = "tcp" }) => ({
		port: containerPort,
		protocol: protocol.toLowerCase(),
		...(hostPort !== 0 && { hostPort }),
	}));
}

/** Jobs of a server of ours run on its machine; those of a cluster on one that Chronos does not tell. */
async function sshLine({ target, server }: ReadClient, ports: readonly JobPort[]): Promise<string | undefined> {
	const { via } = target;
	const forwards = ports.flatMap(({ hostPort, protocol, address = "localhost" }) =>
		hostPort === undefined || protocol !== "tcp" ? [] : [`-L ${hostPort}:${address}:${hostPort}`],
	);
	if (via === undefined || forwards.length === 0 || (await server.local()) === undefined) return undefined;
	return `ssh -N ${forwards.join(" ")} ${shellQuote(via)}`;
}

function portText({ job, isRunning, network, ports, ssh }: PortResult): string {
	const head = `${showControls(job)} ${isRunning ? "runs" : "does not run now"}`;
	if (network === "machine") return `${head}, and its ports are those of its machine as they are\n`;
	if (ports.length === 0) return `${head}, and no port of its container can be reached from outside\n`;
	const lines = ports.map(
		({ port: inside, protocol, address = "", hostPort = "chosen at each start" }) =>
			`  ${inside}/${protocol} → ${address === "" ? "" : `${address}:`}${hostPort}`,
	);
	const way = ssh === undefined ? [] : [`  → ${ssh}`];
	return `${[head, ...lines, ...way].join("\n")}\n`;
}
