import { posix } from "node:path";
import type { Job } from "@chronos-job/schemas";
import { type Changes, changesOf, joinChanges, refuse } from "./container-body.ts";
import { type ContainerQuestion, logMounts, sandboxMount } from "./container-question.ts";

type Volume = NonNullable<Job["container"]>["volumes"][number];

/** What the container sees of this machine: its sandbox, as Mesos has it, and its volumes (contract §2.4). */
export function changesOfMounts(question: ContainerQuestion): Changes {
	const { container } = question;
	return joinChanges([
		changesOf({}, { Mounts: ownMounts(question) }),
		...container.volumes.map((volume) => changesOfVolume(volume, container.type)),
	]);
}

function ownMounts({ sandbox, engine, writesLogs }: ContainerQuestion): readonly unknown[] {
	return [
		...(engine.seesFiles ? [bind(sandbox.workDirectory, sandboxMount)] : []),
		...(writesLogs ? [bind(sandbox.stdoutFile, logMounts.stdout), bind(sandbox.stderrFile, logMounts.stderr)] : []),
	];
}

function bind(source: string, target: string): Readonly<Record<string, unknown>> {
	return { Type: "bind", Source: source, Target: target, ReadOnly: false };
}

/** A volume of the job, by its path here or by its name. */
export function changesOfVolume(volume: Volume, type: "DOCKER" | "MESOS"): Changes {
	const { containerPath, hostPath, mode = "RW", external } = volume;
	if (containerPath === "") return refuse("a volume has no containerPath");
	// A path that does not begin at the root begins in the sandbox.
	const to = { Target: posix.resolve(sandboxMount, containerPath), ReadOnly: mode === "RO" };
	if (external !== undefined) return mount({ ...to, ...externalOf(external) });
	if (hostPath === undefined) return mount({ ...to, Type: "volume" });
	if (hostPath.startsWith("/")) return mount({ ...to, Type: "bind", Source: hostPath });
	// To Docker a name without a slash is that of a volume.
	if (type === "DOCKER" && !hostPath.includes("/")) return mount({ ...to, Type: "volume", Source: hostPath });
	return refuse(`the hostPath "${hostPath}" does not begin at the root`);
}

function mount(value: Readonly<Record<string, unknown>>): Changes {
	return changesOf({}, { Mounts: [value] });
}

function externalOf({ name, provider, options }: NonNullable<Volume["external"]>): Readonly<Record<string, unknown>> {
	const driver = { Name: provider, Options: Object.fromEntries(options.map(({ key, value }) => [key, value])) };
	return { Type: "volume", Source: name, VolumeOptions: { DriverConfig: driver } };
}
