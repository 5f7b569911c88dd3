import { randomUUID } from "node:crypto";
import { setUp, tempDir, type TestEngine, startEngine, whyNoEngine } from "@chronos-job/testkit";
import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { engineClient, type EngineClient } from "../../src/executors/docker/engine-client.ts";
import { parseEndpoint } from "../../src/executors/docker/endpoint.ts";
import { planContainer } from "../../src/executors/docker/plan-container.ts";
import { podmanBodyOf } from "../../src/executors/docker/podman-body.ts";
import { host, sandboxAt } from "../attempts.ts";

type Fields = Readonly<Record<string, unknown>>;

describe("a container in Podman's own words is the one in Docker's", () => {
	const whyNot = whyNoEngine("podman");
	let engine: TestEngine;
	let client: EngineClient;
	let folder: string;

	setUp(whyNot, async (open) => {
		folder = open.use(tempDir()).path;
		engine = open.use(await startEngine("podman"));
		const endpoint = parseEndpoint(engine.host);
		if (endpoint.kind === "unusable") throw new Error(endpoint.reason);
		client = engineClient(endpoint);
	});

	/** What Podman knows of it, but for what differs from one container to the next. */
	async function factsOf(name: string): Promise<unknown> {
		const facts = await client.ask<Fields>({ method: "GET", path: `/libpod/containers/${name}/json` });
		await client.remove(name);
		const { Config: config, HostConfig: hostConfig, Mounts: mounts } = facts;
		// Each has an id and ports of its own.
		const text = textOf({ config, hostConfig, mounts })
			.replaceAll(/\b[0-9a-f]{64}\b/g, "ID")
			.replaceAll(/"HostPort":"\d{5}"/g, '"HostPort":"some"');
		return normal(JSON.parse(text));
	}

	/** The same job made in both ways. */
	async function both(parameters: readonly (readonly [string, string])[], fields: Fields = {}) {
		const job = Job.parse({
			name: "nightly",
			schedule: "R//PT1H",
			runAsUser: "",
			command: "true",
			...fields,
			container: {
				image: engine.image,
				network: "BRIDGE",
				volumes: [
					{ containerPath: "/in", hostPath: folder, mode: "RO" },
					{ containerPath: "/out", hostPath: folder, mode: "RW" },
					{ containerPath: "/data", hostPath: "data", mode: "RW" },
				],
				parameters: parameters.map(([key, value]) => ({ key, value })),
			},
		});
		if (job.container === undefined) throw new Error("that is no container");
		const plan = planContainer({
			attempt: { taskId: "ct:1:0:nightly:", job, nonce: "n1" },
			container: job.container,
			sandbox: { ...sandboxAt("/nonexistent"), workDirectory: folder },
			host,
			engine: { isPodman: true, isRootless: false, seesFiles: true },
			imageWorkDirectory: "",
			hidesGpus: false,
			writesLogs: false,
			faithful: false,
		});
		if (plan.kind === "refused") throw new Error(plan.reason);
		const podman = podmanBodyOf(plan.body);
		if (podman.kind === "refused") throw new Error(podman.reason);
		const [first, second] = [`d${randomUUID()}`, `p${randomUUID()}`];
		await client.create(first, plan.body);
		await client.createInPodman(second, podman.body);
		return [await factsOf(first), await factsOf(second)];
	}

	it.each<[string, readonly (readonly [string, string])[], Fields?]>([
		["as it is", []],
		[
			"with its user and its variables",
			[["env", "A=b=c"]],
			{ runAsUser: "1000:100", environmentVariables: [{ name: "B", value: " ; $" }] },
		],
		[
			"with less of the processors",
			[
				["cpus", "0.5"],
				["cpuset-cpus", "0"],
				["cpu-shares", "7"],
			],
		],
		[
			"with quotas",
			[
				["cpu-period", "50000"],
				["cpu-quota", "20000"],
				["pids-limit", "64"],
			],
		],
		[
			"with limits of memory",
			[
				["memory", "64m"],
				["memory-swap", "128m"],
				["memory-reservation", "32m"],
				["memory-swappiness", "10"],
				["oom-score-adj", "100"],
			],
		],
		[
			"with its names",
			[
				["hostname", "hh"],
				["dns", "192.0.2.1"],
				["dns-option", "ndots:2"],
				["dns-search", "x.y"],
				["add-host", "a:192.0.2.2"],
			],
		],
		[
			"with ports",
			[
				["publish", "8080:80"],
				["publish", "127.0.0.1:8081:81/udp"],
				["expose", "90"],
				["publish-all", ""],
			],
		],
		[
			"with rights",
			[
				["cap-add", "SYS_ADMIN"],
				["cap-drop", "CHOWN"],
				["security-opt", "no-new-privileges"],
				["group-add", "7"],
			],
		],
		["with all rights", [["privileged", ""]]],
		[
			"to be read only",
			[
				["read-only", ""],
				["tmpfs", "/t:size=64m"],
				["mount", "type=tmpfs,target=/u"],
			],
		],
		[
			"with volumes of all kinds",
			[
				["volume", "data:/v"],
				["volume", "/tmp:/w:ro"],
				["mount", "type=volume,source=data,target=/x,readonly"],
				["volume", "/y"],
			],
		],
		[
			"with a device",
			[
				["device", "/dev/null:/dev/other:r"],
				["shm-size", "1m"],
				["ulimit", "nofile=100:200"],
			],
		],
		[
			"with what it shares",
			[
				["ipc", "host"],
				["uts", "host"],
				["network", "host"],
			],
		],
		[
			"without a network",
			[
				["network", "none"],
				["sysctl", "net.ipv4.ip_forward=1"],
			],
		],
		[
			"with its end",
			[
				["stop-signal", "USR1"],
				["stop-timeout", "3"],
			],
		],
	])("%s", async (_, parameters, fields) => {
		const [docker, podman] = await both(parameters, fields);
		expect(podman).toEqual(docker);
	});
});

/** The same may be said in another order, and some of it in one of the ways alone. */
function normal(value: unknown): unknown {
	if (typeof value === "string") return inOrder(value);
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(normal).toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
	const entries = Object.entries(value).filter(([key]) => !ofOneWay.has(key));
	return Object.fromEntries(entries.map(([key, each]) => [key, normal(each)]));
}

const ofOneWay = new Set(["Annotations", "CreateCommand", "StopTimeout", "Hostname", "ContainerIDFile", "Path"]);

/** Options of mounts, which stand behind the last colon. */
function inOrder(text: string): string {
	if (text.startsWith("HOSTNAME=")) return "HOSTNAME";
	const [, before, options = ""] = /^(\/.*:)([a-z,]*)$/.exec(text) ?? [];
	return before === undefined ? text : `${before}${options.split(",").toSorted().join(",")}`;
}

function textOf(value: unknown): string {
	return JSON.stringify(value);
}
