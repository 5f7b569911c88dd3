import { effectiveResources } from "@chronos-job/core";
import { type Job, specOf } from "@chronos-job/schemas";
import type { EngineTraits } from "./container-question.ts";
import type { InfoReply } from "./engine-replies.ts";

export interface MemoryLack {
	/** Why an engine does not keep containers within their memory. */
	readonly because: string;
	readonly hint?: string;
}

/** Undefined where it does. */
export function memoryLackOf(
	{ MemoryLimit: canLimit = true, CgroupVersion: version }: InfoReply,
	{ isRootless }: Pick<EngineTraits, "isRootless">,
): MemoryLack | undefined {
	// Podman says that it can, and takes no notice of the limit.
	if (isRootless && version === "1") return { because: "it is rootless on control groups version 1", hint: boot };
	if (canLimit) return undefined;
	return isRootless
		? { because: "no memory is delegated to it", hint: delegate }
		: { because: "the kernel has no such limit" };
}

const boot = "Boot with `systemd.unified_cgroup_hierarchy=1`, or run the engine as root.";
const delegate =
	"Write `[Service]` and `Delegate=cpu memory pids` into /etc/systemd/system/user@.service.d/delegate.conf, and log in anew.";

/** Says so of a job that wants something else than what every job gets. */
export function findMemoryDoubt(job: Job, traits: Pick<EngineTraits, "memoryLack"> | undefined): string | undefined {
	const because = traits?.memoryLack?.because;
	const { value } = effectiveResources(specOf(job)).mem;
	if (because === undefined || value === usual.value || job.container === undefined) return undefined;
	return `the engine of containers does not keep it within its ${String(value)} MB of memory, as ${because}`;
}

const { mem: usual } = effectiveResources({});
