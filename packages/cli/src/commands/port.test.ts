import { expect, it } from "vitest";
import type { Session } from "../command/session.ts";
import { port } from "./port.ts";

/** What is said of a job behind an SSH destination, on a server of ours or on a cluster. */
async function portAt(via: string | undefined, isOurs: boolean) {
	const portMappings = [
		{ hostPort: 8080, containerPort: 80 },
		{ hostPort: 0, containerPort: 81 },
		{ hostPort: 9090, containerPort: 90, protocol: "udp" },
	];
	const container = { type: "DOCKER", network: "BRIDGE", networkInfos: [{ name: "n", portMappings }] };
	const client = {
		target: { name: "far", urls: [], via },
		jobs: {
			find: async () => ({ name: "web", container }),
			summaries: async () => [{ name: "web", state: "1 running" }],
		},
		server: { local: async () => (isOurs ? {} : undefined) },
		[Symbol.asyncDispose]: async () => undefined,
	};
	const session = { host: {}, connectToRead: async () => client } as unknown as Session;
	return port.run({ job: "web", context: undefined }, session);
}

it("tells how to get to the ports of a server of ours behind ssh, as far as they are known", async () => {
	const { isRunning, ssh } = await portAt("ada@login", true);
	expect({ isRunning, ssh }).toEqual({ isRunning: true, ssh: "ssh -N -L 8080:localhost:8080 ada@login" });
});

it.each([
	["ada@login", false],
	[undefined, true],
] as const)("tells no such way with ssh to %s, on a server of ours: %s", async (via, isOurs) => {
	expect(await portAt(via, isOurs)).not.toHaveProperty("ssh");
});
