import { effectiveResources } from "@chronos-job/core";
import { specOf } from "@chronos-job/schemas";
import { noGpus } from "../../gpus/grant-gpus.ts";
import {
	applyChanges,
	type Changes,
	changesOf,
	type ContainerBody,
	type Fields,
	joinChanges,
} from "./container-body.ts";
import { changesOfCommand } from "./container-command.ts";
import { changesOfEnvironment } from "./container-environment.ts";
import { changesOfFlag } from "./container-flags.ts";
import { changesOfMounts } from "./container-mounts.ts";
import { changesOfNetwork } from "./container-network.ts";
import type { ContainerQuestion } from "./container-question.ts";
import { changesOfUser } from "./container-user.ts";
import { podmanBodyOf } from "./podman-body.ts";

export type ContainerPlan = PlannedContainer | { readonly kind: "refused"; readonly reason: string };

export interface PlannedContainer {
	readonly kind: "planned";
	readonly body: ContainerBody;
	/** The same in Podman's own words, where those of Docker do not do. */
	readonly podmanBody?: Fields;
}

/** What an engine is asked to make for an attempt (contract §5.9–§5.13). */
export function planContainer(question: ContainerQuestion): ContainerPlan {
	const { container, attempt, sandbox } = question;
	const all = joinChanges([
		changesOfCommand(question),
		changesOfUser(question),
		changesOfEnvironment(question),
		changesOfMounts(question),
		changesOfNetwork(container),
		changesOf({}, limitsOf(question)),
		changesOfDevices(question),
		...(container.type === "DOCKER" ? container.parameters.map(changesOfFlag) : []),
		// Nobody else may claim to be this attempt.
		changesOf({ Labels: labelsOf(attempt, sandbox) }),
	]);
	if (all.kind === "refused") return all;
	// Without a first process that hands signals on, a container takes no notice of TERM.
	const base: ContainerBody = { Image: container.image, HostConfig: { Init: true, LogConfig: logsOf(question) } };
	return inWordsOf(question, applyChanges(base, all.changes));
}

/** Podman takes requests of devices in the words of Docker, and does nothing about them. */
function inWordsOf({ engine }: ContainerQuestion, body: ContainerBody): ContainerPlan {
	if (!engine.isPodman || body.HostConfig["DeviceRequests"] === undefined) return { kind: "planned", body };
	const podman = podmanBodyOf(body);
	return podman.kind === "refused" ? podman : { kind: "planned", body, podmanBody: podman.body };
}

/** Docker's JSON spoils what is not UTF-8, and its other way forgets unless it is told not to; Podman has its own. */
function logsOf({ engine }: ContainerQuestion): Readonly<Record<string, unknown>> {
	if (engine.isPodman) return { Type: "json-file" };
	return { Type: "local", Config: { "max-size": "1024g", "max-file": "1", compress: "false" } };
}

/** Shares of the CPUs, as Mesos gives them, so that a small job is not slower than it need be; memory and not a byte more. */
function limitsOf({ attempt: { job, needs } }: ContainerQuestion): Readonly<Record<string, number>> {
	const { cpus, mem } = effectiveResources(specOf(job));
	const memory = Math.max(leastMemoryMb, needs?.memMb ?? mem.value) * 2 ** 20;
	const shares = Math.max(leastShares, Math.round((needs?.cpus ?? cpus.value) * 1024));
	return { CpuShares: shares, Memory: Math.floor(memory), MemorySwap: Math.floor(memory) };
}

// The least that Mesos gives to a container.
const leastMemoryMb = 32;
const leastShares = 10;

function changesOfDevices({ grant = noGpus }: ContainerQuestion): Changes {
	const { requested, cdiNames, nodes, runtime } = grant;
	const requests = [
		...(requested.length > 0 ? [{ DeviceIDs: requested, Capabilities: [["gpu"]] }] : []),
		...(cdiNames.length > 0 ? [{ Driver: "cdi", DeviceIDs: cdiNames }] : []),
	];
	const files = nodes.map(({ path }) => ({ PathOnHost: path, PathInContainer: path, CgroupPermissions: "rwm" }));
	const groups = new Set(nodes.flatMap(({ gid = 0 }) => (gid === 0 ? [] : [String(gid)])));
	return changesOf(
		{},
		{
			...(requests.length > 0 && { DeviceRequests: requests }),
			...(runtime !== undefined && { Runtime: runtime }),
			...(files.length > 0 && { Devices: files }),
			// Whoever the container runs as may use them.
			...(groups.size > 0 && { GroupAdd: [...groups] }),
		},
	);
}

export const jobLabel = "chronos-job.job";
export const taskLabel = "chronos-job.task";
export const nonceLabel = "chronos-job.nonce";
export const sandboxLabel = "chronos-job.sandbox";

function labelsOf(
	{ nonce, taskId, job }: ContainerQuestion["attempt"],
	{ directory }: ContainerQuestion["sandbox"],
): Readonly<Record<string, string>> {
	return {
		[jobLabel]: job.name,
		[taskLabel]: taskId,
		[nonceLabel]: nonce,
		[sandboxLabel]: directory,
	};
}
