import type { ReadClient } from "@chronos-job/core";
import { expect, it } from "vitest";
import type { Host } from "../host.ts";
import { findAgents } from "./find-agents.ts";

const slaves = [
	{ id: "s1", hostname: "node-1", resources: { cpus: 8, mem: 65_536, disk: 1000, gpus: 2, ports: "[1-2]" } },
	{ id: "s2", hostname: "node-2" },
];

/** A server of a cluster whose master answers this; without it nobody knows of a Mesos. */
async function agentsOf(answer: unknown) {
	async function* body() {
		yield new TextEncoder().encode(JSON.stringify(answer));
	}
	const transport = {
		send: async () => ({ status: 200, headers: {}, body: body() }),
		[Symbol.asyncDispose]: async () => undefined,
	};
	const env = { CHRONOS_MESOS_URL: answer === undefined ? "none" : "http://master:5050" };
	const host = { env, openTransport: async () => transport } as unknown as Host;
	return findAgents(host, { target: { name: "far", urls: [] } } as unknown as ReadClient);
}

it("tells what each agent has", async () => {
	expect(await agentsOf({ slaves })).toEqual([
		{ hostname: "node-1", cpus: 8, mem: 65_536, disk: 1000, gpus: 2 },
		{ hostname: "node-2", cpus: 0, mem: 0, disk: 0, gpus: 0 },
	]);
});

it.each([
	["no Mesos is known", undefined],
	["something else answers", "nonsense"],
])("tells nothing where %s", async (_, answer) => {
	expect((await agentsOf(answer)) ?? []).toEqual([]);
});
