import { isPage } from "../answers.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

type Container = Readonly<Record<string, unknown>>;

const plain = {
	type: "DOCKER",
	image: "i",
	network: "HOST",
	networkInfos: [],
	volumes: [],
	forcePullImage: false,
	parameters: [],
};

/** What is said of a container with an image, and what stands there then; the rest stays as in `plain`. */
const kept: readonly (readonly [about: string, sent: Container, becomes: Container])[] = [
	["nothing but an image has all defaults", {}, {}],
	["the type docker is DOCKER", { type: "docker" }, {}],
	["the type mesos is MESOS", { type: "mesos" }, { type: "MESOS" }],
	["the type MeSoS is MESOS", { type: "MeSoS" }, { type: "MESOS" }],
	["the network BRIDGE is kept", { network: "BRIDGE" }, { network: "BRIDGE" }],
	["the network USER is kept", { network: "USER" }, { network: "USER" }],
	["forcePullImage true is kept", { forcePullImage: true }, { forcePullImage: true }],
	['forcePullImage "TRUE" is true', { forcePullImage: "TRUE" }, { forcePullImage: true }],
	['forcePullImage "yes" is false', { forcePullImage: "yes" }, {}],
	["forcePullImage 1 is false", { forcePullImage: 1 }, {}],
	["an image of null is the word null", { image: null }, { image: "null" }],
	[
		"an image may be any text",
		{ image: "registry.example:5000/a/b@sha256:0" },
		{ image: "registry.example:5000/a/b@sha256:0" },
	],
	[
		"parameters are kept in their order",
		{
			parameters: [
				{ key: "b", value: "1" },
				{ key: "a", value: "2" },
			],
		},
		{
			parameters: [
				{ key: "b", value: "1" },
				{ key: "a", value: "2" },
			],
		},
	],
	["a volume has only what was said", { volumes: [{ containerPath: "/c" }] }, { volumes: [{ containerPath: "/c" }] }],
	[
		"the mode of a volume is in upper case",
		{ volumes: [{ mode: "ro", hostPath: "/h", containerPath: "/c" }] },
		{ volumes: [{ containerPath: "/c", hostPath: "/h", mode: "RO" }] },
	],
	[
		"a hostPath of null is the word null",
		{ volumes: [{ containerPath: "/c", hostPath: null }] },
		{ volumes: [{ containerPath: "/c", hostPath: "null" }] },
	],
	[
		"an external volume is kept",
		{ volumes: [{ containerPath: "/c", external: { name: "n", provider: "p", options: [{ key: "a", value: "b" }] } }] },
		{ volumes: [{ containerPath: "/c", external: { name: "n", provider: "p", options: [{ key: "a", value: "b" }] } }] },
	],
	["unknown keys are ignored", { privileged: true, docker: {} }, {}],
];

/** What a container cannot have (contract §2.4). */
const refused: readonly (readonly [about: string, container: Container])[] = [
	["an unknown type", { image: "i", type: "RKT" }],
	["a type of null", { image: "i", type: null }],
	["a network in lower case", { image: "i", network: "host" }],
	["an unknown network", { image: "i", network: "NONE" }],
	["a volume without containerPath", { image: "i", volumes: [{ hostPath: "/h" }] }],
	["an unknown mode of a volume", { image: "i", volumes: [{ containerPath: "/c", mode: "RX" }] }],
	["a volume that is text", { image: "i", volumes: ["/h:/c"] }],
	["a parameter without value", { image: "i", parameters: [{ key: "a" }] }],
	["a parameter without key", { image: "i", parameters: [{ value: "a" }] }],
	["a networkInfo without name", { image: "i", networkInfos: [{ protocol: "IPv4" }] }],
	["an unknown protocol of a networkInfo", { image: "i", networkInfos: [{ name: "n", protocol: "ipv4" }] }],
	["an external volume without provider", { image: "i", volumes: [{ containerPath: "/c", external: { name: "n" } }] }],
];

export const container: Topic = {
	name: "containers",
	tests: [
		...kept.map(([about, sent, becomes]): ChronosTest => ({
			name: `in a container ${about}`,
			section: "§2.4",
			run: async (chronos) => {
				const job = await chronos.job(await chronos.create({ disabled: true, container: { image: "i", ...sent } }));
				equal("the container", JSON.stringify(job["container"]), JSON.stringify({ ...plain, ...becomes }));
			},
		})),
		...refused.map(([about, sent]): ChronosTest => ({
			name: `a container with ${about} is 500 as HTML`,
			section: "§2.4",
			run: async (chronos) => {
				const name = chronos.name();
				isPage(await chronos.put({ name, schedule: "R/2090-01-01T00:00:00Z/P1D", container: sent }), 500, "");
			},
		})),
		...([null, {}, { type: "DOCKER" }, [], "i", 5] as const).map((sent): ChronosTest => ({
			name: `a container of ${JSON.stringify(sent)} is none`,
			section: "§2.4",
			run: async (chronos) => {
				const job = await chronos.job(await chronos.create({ container: sent }));
				holds("there is none", !("container" in job), job);
			},
		})),
		{
			name: "networkName is echoed only if it is set",
			section: "§2.4",
			run: async (chronos) => {
				const name = await chronos.create({ disabled: true, container: { image: "i", networkName: "n" } });
				const keys = Object.keys((await chronos.job(name))["container"] as Container);
				equal("the keys", keys, [
					"type",
					"image",
					"network",
					"networkName",
					"networkInfos",
					"volumes",
					"forcePullImage",
					"parameters",
				]);
			},
		},
		{
			name: "ports of a networkInfo come back as text",
			section: "§2.4",
			run: async (chronos) => {
				const networkInfos = [{ name: "n", portMappings: [{ hostPort: 8080, containerPort: 80 }] }];
				const job = await chronos.job(
					await chronos.create({ disabled: true, container: { image: "i", networkInfos } }),
				);
				const [info] = (
					job["container"] as { readonly networkInfos: readonly { readonly portMappings: readonly Container[] }[] }
				).networkInfos;
				const mapping = info?.portMappings[0];
				equal("the ports", [mapping?.["hostPort"], mapping?.["containerPort"]], ["8080", "80"]);
			},
		},
		{
			name: "the protocol and labels of a networkInfo are kept",
			section: "§2.4",
			run: async (chronos) => {
				const networkInfos = [{ name: "n", protocol: "IPv6", labels: [{ key: "a", value: "b" }] }];
				const job = await chronos.job(
					await chronos.create({ disabled: true, container: { image: "i", networkInfos } }),
				);
				const info = (job["container"] as { readonly networkInfos: readonly Container[] }).networkInfos[0];
				equal(
					"the facts",
					[info?.["name"], info?.["protocol"], info?.["labels"]],
					["n", "IPv6", [{ key: "a", value: "b" }]],
				);
			},
		},
	],
};
