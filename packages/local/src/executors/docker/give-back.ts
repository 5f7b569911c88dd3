import type { Clock } from "@chronos-job/core";
import { holdsForeign } from "../../sandbox/holds-foreign.ts";
import type { Sandbox } from "../executor.ts";
import { readAccount } from "../host-facts.ts";
import { sandboxMount } from "./container-question.ts";
import { isRootless } from "./engine-desk.ts";
import type { EngineClient } from "./engine-client.ts";
import { sandboxLabel } from "./plan-container.ts";
import { withDeadline } from "./with-deadline.ts";

export interface GivingBack {
	readonly client: EngineClient;
	/** The container that has ended. */
	readonly id: string;
	readonly sandbox: Sandbox;
	readonly clock: Clock;
}

/** Makes what a container has left in its sandbox the server's own, who could neither read nor remove it otherwise. */
export async function giveBack({ client, id, sandbox, clock }: GivingBack): Promise<void> {
	const { uid, gid } = readAccount();
	if (uid === 0 || !(await holdsForeign(sandbox.workDirectory, uid))) return;
	const name = `${id}-back`;
	try {
		await withDeadline(clock, mostMs, (signal) => runHelper({ client, id, name, sandbox, signal, uid, gid }));
	} finally {
		await client.remove(name);
	}
}

interface Helper extends Pick<GivingBack, "client" | "id" | "sandbox"> {
	readonly name: string;
	readonly signal: AbortSignal;
	readonly uid: number;
	readonly gid: number;
}

async function runHelper({ client, id, name, sandbox, signal, uid, gid }: Helper): Promise<void> {
	const [found, info] = await Promise.all([client.findContainer(id, signal), client.info(signal)]);
	// Root there is this user here.
	const owner = isRootless(info) ? "0:0" : `${String(uid)}:${String(gid)}`;
	// One that was left by a server that was killed.
	await client.remove(name);
	await client.create(name, {
		Image: found?.Image,
		User: "0:0",
		Entrypoint: ["/bin/sh"],
		Cmd: ["-c", `chown -Rh ${owner} ${sandboxMount}; chmod -R u+rwX ${sandboxMount}`],
		// Nothing that says whose attempt it is: it is none.
		Labels: { [sandboxLabel]: sandbox.directory },
		HostConfig: {
			AutoRemove: true,
			NetworkMode: "none",
			Mounts: [{ Type: "bind", Source: sandbox.workDirectory, Target: sandboxMount }],
		},
	});
	await client.start(name);
	await client.wait(name, signal);
}

const mostMs = 60_000;
