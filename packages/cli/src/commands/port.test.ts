import { expect, it } from "vitest";
import type { Session } from "../command/session.ts";
import { port } from "./port.ts";

interface Far {
	readonly via?: string;
	readonly isOurs?: boolean;
	readonly network?: "BRIDGE" | "HOST";
	readonly state?: string;
	/** What Mesos answers, by path; without it nobody knows of a Mesos. */
	readonly mesos?: Readonly<Record<string, unknown>>;
}

const portMappings = [
	{ hostPort: 8080, containerPort: 80 },
	{ hostPort: 0, containerPort: 81 },
	{ hostPort: 9090, containerPort: 90, protocol: "udp" },
];

/** What is said of a job on a server elsewhere, ours or one of a cluster. */
async function portAt({ via, isOurs = false, network = "BRIDGE", state = "1 running", mesos }: Far) {
	const container = { type: "DOCKER", network, networkInfos: [{ name: "n", portMappings }] };
	const client = {
		target: { name: "far", urls: [], via },
		jobs: { find: async () => ({ name: "web", container }), summaries: async () => [{ name: "web", state }] },
		server: { local: async () => (isOurs ? {} : undefined) },
		[Symbol.asyncDispose]: async () => undefined,
	};
	const notes: string[] = [];
	async function* bodyOf(path: string) {
		yield new TextEncoder().encode(JSON.stringify(mesos?.[path.split("?")[0] ?? ""]));
	}
	const host = {
		env: { CHRONOS_MESOS_URL: mesos === undefined ? "none" : "http://master:5050" },
		openTransport: async () => ({
			send: async ({ path }: { readonly path: string }) => ({ status: 200, headers: {}, body: bodyOf(path) }),
			[Symbol.asyncDispose]: async () => undefined,
		}),
	};
	const note = (text: string) => void notes.push(text);
	const session = { host, note, connectToRead: async () => client } as unknown as Session;
	const result = await port.run({ job: "web", context: undefined }, session);
	const exit = port.exit?.(result);
	return {
		result,
		exit,
		notes,
		text: port.views.result(result, { width: 80, color: false, wraps: false, interactive: false }),
	};
}

const cluster = {
	"/master/tasks": {
		tasks: [
			{ id: "ct:1420843781398:0:web:", slave_id: "s1", state: "TASK_FINISHED" },
			{ id: "ct:1420843781399:0:web:", slave_id: "s2", state: "TASK_RUNNING" },
		],
	},
	"/master/slaves": {
		slaves: [
			{ id: "s1", hostname: "node-1" },
			{ id: "s2", hostname: "node-2" },
		],
	},
};

it("tells how to get to the ports of a server of ours behind ssh, as far as they are known", async () => {
	const { result } = await portAt({ via: "ada@login", isOurs: true });
	expect(result).toMatchObject({ isRunning: true, ssh: "ssh -N -L 8080:localhost:8080 ada@login" });
});

it("tells the machine of a cluster that Mesos tells, and how to get there through ssh", async () => {
	const { text, exit } = await portAt({ via: "ada@login", mesos: cluster });
	expect(exit).toBe(0);
	expect(text).toBe(`web runs on node-2
  80/tcp → node-2:8080
  81/tcp → chosen at each start
  90/udp → node-2:9090
  → ssh -N -L 8080:node-2:8080 ada@login
`);
});

it("needs no port of a job that has those of its machine", async () => {
	const { text } = await portAt({ network: "HOST", mesos: cluster });
	expect(text).toBe("web runs on node-2, and its ports are those of its machine as they are\n");
});

it("says what it does not know where there is no Mesos to be asked", async () => {
	const { result, notes } = await portAt({ via: "ada@login" });
	expect(result).not.toHaveProperty("ssh");
	expect(notes).toEqual(["no Mesos is known that tells on which machine web runs"]);
});

it("gives the ports of a job that Mesos has trouble with", async () => {
	const { result, notes } = await portAt({ mesos: { "/master/tasks": "nonsense", "/master/slaves": 7 } });
	expect(result).toMatchObject({ isRunning: true, ports: [{ port: 80 }, { port: 81 }, { port: 90 }] });
	expect(notes).toEqual([]);
});

it.each([
	[{ isOurs: true, state: "idle", via: "ada@login" }, "web does not run now\n"],
	[{ state: "queued", mesos: cluster }, "web does not run now\n"],
])("answers no for a job that does not run: %j", async (far, text) => {
	const answer = await portAt(far);
	expect(answer.exit).toBe(1);
	expect(answer.text).toMatch(text);
	expect(answer.result).not.toHaveProperty("ssh");
	expect(answer.result).not.toHaveProperty("host");
});
