/** Jobs in containers, which reach the file of proofs through a volume. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Berth {
	readonly image: string;
	/** Whether there are any for jobs to ask for. */
	readonly hasGpus: boolean;
	/** Seen by every container under the same path; the file of proofs is in it. */
	readonly folder: string;
}

/** Lays out what jobs in containers need. */
export function openBerth(berth: Berth): Berth {
	const file = scriptIn(berth);
	writeFileSync(file, '#!/bin/sh\neval "$WORK"\n');
	chmodSync(file, 0o755);
	return berth;
}

/** The fields of a job whose command runs in a container. */
export function berthed(name: string, command: string, berth: Berth): object {
	const { image, folder, hasGpus } = berth;
	const container = {
		type: "DOCKER",
		image,
		volumes: [{ containerPath: folder, hostPath: folder, mode: "RW" }],
		parameters: [{ key: "network", value: "none" }],
	};
	const gpus = hasGpus && numberOf(name) % 3 === 0 ? { gpus: 1 } : {};
	if (writesLogs(name)) return { command, container, ...gpus };
	const environmentVariables = [{ name: "WORK", value: command }];
	return { command: scriptIn(berth), shell: false, environmentVariables, container, ...gpus };
}

/** A shell of the server's own writes its logs itself, anything else is heard by the engine: every other job is of each kind. */
function writesLogs(name: string): boolean {
	return numberOf(name) % 2 === 0;
}

function numberOf(name: string): number {
	return Number(/\d+$/.exec(name)?.[0]);
}

function scriptIn({ folder }: Berth): string {
	return join(folder, "work.sh");
}
