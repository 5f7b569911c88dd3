import { localName, type ReadClient, showControls, type Target } from "@chronos-job/core";
import { type Job, parseActivity } from "@chronos-job/schemas";
import { word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Session } from "../command/session.ts";
import type { Host } from "../host.ts";
import { shellQuote } from "../local/shell-quote.ts";
import { findJob } from "../selection/find-job.ts";

export interface PortResult {
	readonly job: string;
	readonly isRunning: boolean;
	/** `machine` where a job has the ports of its machine as they are. */
	readonly network: "machine" | "mapped";
	readonly ports: readonly JobPort[];
	/** Its machine, where that is one of a cluster and its Mesos tells. */
	readonly host?: string;
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

	async run({ job: name = "", ...args }, session): Promise<PortResult> {
		const { host } = session;
		await using client = await session.connectToRead(args);
		const { job, summary } = await findJob(client, name, { signal: host.signal });
		const isRunning = parseActivity(summary?.state ?? "")?.phase === "running";
		const wanted = { network: networkOf(job), ports: wantedPorts(job) };
		return { job: name, isRunning, ...wanted, ...(isRunning && (await locate(session, client, job))) };
	},

	exit: ({ isRunning }) => (isRunning ? 0 : 1),

	views: { result: portText },
});

/** What is known of a job because it runs. */
async function locate(session: Telling, client: ReadClient, job: Job): Promise<Partial<PortResult>> {
	const { host } = session;
	const found = client.target.name === localName ? await runningPorts(host, job) : undefined;
	const isOurs = (await client.server.local({ signal: host.signal })) !== undefined;
	const machine = isOurs ? undefined : await machineOf(session, client, job);
	const ssh = sshLine(client.target, found?.ports ?? wantedPorts(job), isOurs ? "localhost" : machine);
	return { ...found, ...(machine !== undefined && { host: machine }), ...(ssh !== undefined && { ssh }) };
}

type Telling = Pick<Session, "host" | "note">;

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
async function machineOf(session: Telling, client: ReadClient, { name }: Job): Promise<string | undefined> {
	const { findTaskHost } = await import("../follow/find-task-host.ts");
	return findTaskHost(session, client, name);
}

/** From here through the other end of ssh to the machine, as that end calls it. */
function sshLine({ via }: Target, ports: readonly JobPort[], machine: string | undefined): string | undefined {
	const forwards = ports.flatMap(({ hostPort, protocol, address = machine }) =>
		hostPort === undefined || protocol !== "tcp" ? [] : [`-L ${hostPort}:${address}:${hostPort}`],
	);
	if (via === undefined || machine === undefined || forwards.length === 0) return undefined;
	return `ssh -N ${forwards.join(" ")} ${shellQuote(via)}`;
}

function portText({ job, isRunning, network, ports, host = "", ssh }: PortResult): string {
	const where = host === "" ? "" : ` on ${showControls(host)}`;
	const head = `${showControls(job)} ${isRunning ? `runs${where}` : "does not run now"}`;
	if (network === "machine") return `${head}, and its ports are those of its machine as they are\n`;
	if (ports.length === 0) return `${head}, and no port of its container can be reached from outside\n`;
	const lines = ports.map(
		({ port: inside, protocol, address = host, hostPort }) =>
			`  ${inside}/${protocol} → ${placeText(address, hostPort)}`,
	);
	const way = ssh === undefined ? [] : [`  → ${ssh}`];
	return `${[head, ...lines, ...way].join("\n")}\n`;
}

function placeText(address: string, hostPort: number | undefined): string {
	if (hostPort === undefined) return "chosen at each start";
	return address === "" ? String(hostPort) : `${showControls(address)}:${hostPort}`;
}
