import { join, posix } from "node:path";
import type { Job } from "@chronos-job/schemas";
import { sandboxMount } from "../docker/container-question.ts";
import type { Sandbox } from "../executor.ts";
import { type ApptainerWishes, joinWishes, mountWords, refuseWish, wish } from "./apptainer-wish.ts";

type Container = NonNullable<Job["container"]>;
type Volume = Container["volumes"][number];

/** The sandbox, as Mesos has it, and the volumes of the job (contract §2.4). */
export function wishesOfMounts({ volumes }: Container, sandbox: Sandbox): ApptainerWishes {
	const own = { source: sandbox.workDirectory, target: sandboxMount, isReadOnly: false };
	return joinWishes([
		wish({ options: mountWords(own) }),
		...volumes.map((volume, index) => wishesOfVolume(volume, join(scratchOf(sandbox), `volume-${String(index)}`))),
	]);
}

/** What an attempt needs no longer than it runs. */
export function scratchOf({ directory }: Pick<Sandbox, "directory">): string {
	return join(directory, "scratch");
}

/** Says whose attempt it is, to the server that finds it. */
export function apptainerMark({ directory }: Pick<Sandbox, "directory">): string {
	return join(directory, ".apptainer");
}

function wishesOfVolume({ containerPath, hostPath, mode = "RW", external }: Volume, empty: string): ApptainerWishes {
	if (containerPath === "") return refuseWish("a volume has no containerPath");
	if (external !== undefined) {
		return refuseWish(`the external volume "${external.name}" needs Docker or Podman: Apptainer has none`);
	}
	// A path that does not begin at the root begins in the sandbox.
	const to = { target: posix.resolve(sandboxMount, containerPath), isReadOnly: mode === "RO" };
	if (hostPath === undefined) return wish({ options: mountWords({ ...to, source: empty }), folders: [empty] });
	if (hostPath.startsWith("/")) return wish({ options: mountWords({ ...to, source: hostPath }) });
	if (hostPath.includes("/")) return refuseWish(`the hostPath "${hostPath}" does not begin at the root`);
	return refuseWish(`the volume "${hostPath}" needs Docker or Podman: Apptainer has no volumes with names`);
}
