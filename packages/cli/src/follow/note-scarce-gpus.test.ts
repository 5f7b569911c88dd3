import type { ReadClient } from "@chronos-job/core";
import { expect, it } from "vitest";
import type { Session } from "../command/session.ts";
import { noteScarceGpus } from "./note-scarce-gpus.ts";

const slaves = [{ hostname: "node-1", resources: { gpus: 2 } }, { hostname: "node-2" }];
const specs = [{ name: "plain" }, { name: "fits", gpus: 2 }, { name: "huge", gpus: 4 }];

async function notesOf(answer: unknown, isOurs = false): Promise<readonly string[]> {
	const notes: string[] = [];
	async function* body() {
		yield new TextEncoder().encode(JSON.stringify(answer));
	}
	const transport = {
		send: async () => ({ status: 200, headers: {}, body: body() }),
		[Symbol.asyncDispose]: async () => undefined,
	};
	const host = { env: { CHRONOS_MESOS_URL: "http://master:5050" }, openTransport: async () => transport };
	const session = { host, note: (text: string) => void notes.push(text) } as unknown as Session;
	const server = { local: async () => (isOurs ? {} : undefined) };
	await noteScarceGpus(session, { target: { name: "far", urls: [] }, server } as unknown as ReadClient, specs);
	return notes;
}

it("jobs that want more GPUs than any agent has are named", async () => {
	expect(await notesOf({ slaves })).toEqual(["huge asks for 4 gpus, and no agent of Mesos has more than 2"]);
});

it.each<[string, unknown, boolean]>([
	["the server is ours", { slaves }, true],
	["no agent is there", { slaves: [] }, false],
	["what answers is no Mesos", "nonsense", false],
])("nothing is said where %s", async (_, answer, isOurs) => {
	expect(await notesOf(answer, isOurs)).toEqual([]);
});
