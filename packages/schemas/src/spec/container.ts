import { z } from "zod";
import type { Immutable } from "../immutable.ts";

const port = z.int32().min(0);

export const Parameter = z
	.strictObject({
		key: z.string().meta({ description: "The name of the option, without leading dashes.", examples: ["shm-size"] }),
		value: z.string().meta({ description: "The value of the option, always a string.", examples: ["8g"] }),
	})
	.meta({ title: "Option" });
export type Parameter = Immutable<z.infer<typeof Parameter>>;

export const Label = z
	.strictObject({
		key: z.string().meta({ description: "The name of the label.", examples: ["team"] }),
		value: z.string().meta({ description: "The text of the label.", examples: ["physics"] }),
	})
	.meta({ title: "Label" });
export type Label = Immutable<z.infer<typeof Label>>;

export const PortMapping = z
	.strictObject({
		hostPort: port.meta({ description: "The port on the agent.", examples: [31080] }),
		containerPort: port.meta({ description: "The port inside the container.", examples: [8080] }),
		protocol: z
			.string()
			.optional()
			.meta({ description: "The transport protocol.", examples: ["tcp", "udp"] }),
	})
	.meta({ title: "Port mapping" });
export type PortMapping = Immutable<z.infer<typeof PortMapping>>;

export const NetworkInfo = z
	.strictObject({
		name: z.string().meta({ description: "The name of the network, as the agents know it.", examples: ["calico"] }),
		protocol: z.enum(["IPv4", "IPv6"]).optional().meta({
			description: "The family of the address the container asks for. Stored by Chronos, but not passed on to Mesos.",
		}),
		labels: z.array(Label).optional().meta({
			description: "Labels for the network plug-in. This is the only place in a job that can carry labels.",
			default: [],
		}),
		portMappings: z.array(PortMapping).optional().meta({
			description:
				"Ports of the container and the ports of the agent they should appear on. Stored by Chronos, but not passed on to Mesos: nothing is mapped.",
			default: [],
		}),
	})
	.meta({ title: "Network" });
export type NetworkInfo = Immutable<z.infer<typeof NetworkInfo>>;

export const ExternalVolume = z
	.strictObject({
		name: z.string().meta({ description: "The name of the volume, as its driver knows it.", examples: ["scratch"] }),
		provider: z.string().meta({ description: "The Docker volume driver.", examples: ["rexray", "local-persist"] }),
		options: z.array(Parameter).optional().meta({ description: "Options for the volume driver.", default: [] }),
	})
	.meta({ title: "External volume" });
export type ExternalVolume = Immutable<z.infer<typeof ExternalVolume>>;

export const Volume = z
	.strictObject({
		containerPath: z.string().meta({
			description: "Where the directory appears inside the container, as an absolute path.",
			examples: ["/lustre/home/alice"],
		}),
		hostPath: z
			.string()
			.optional()
			.meta({
				description:
					"The directory of the agent to mount. It has to exist on every agent the job may land on, which is the case for shared file systems; without it, and without `external`, the container gets an empty directory.",
				examples: ["/lustre/home/alice"],
			}),
		mode: z
			.enum(["RW", "RO", "rw", "ro"])
			.optional()
			.meta({
				description: "Whether the container may write (`RW`) or only read (`RO`). Any letter case is accepted.",
				examples: ["RO"],
			}),
		external: ExternalVolume.optional().meta({
			description: "A volume of a Docker volume driver instead of a directory of the agent. Since 3.0.1.",
			examples: [{ name: "scratch", provider: "local-persist", options: [{ key: "mountpoint", value: "/scratch" }] }],
		}),
	})
	.meta({ title: "Volume" });
export type Volume = Immutable<z.infer<typeof Volume>>;

export const Container = z
	.strictObject({
		type: z
			.enum(["DOCKER", "MESOS", "docker", "mesos"])
			.optional()
			.meta({
				description:
					"Who runs the image: the Docker daemon of the agent (`DOCKER`) or Mesos' own containerizer (`MESOS`), which is the one that hands out GPUs. Any letter case is accepted. `MESOS` needs 3.0.1; older servers run everything with Docker.",
				default: "DOCKER",
				examples: ["MESOS"],
			}),
		image: z.string().meta({
			description:
				"The image, written as in `docker pull`: `[registry/]name[:tag]`, without a scheme such as `docker://`. Chronos does not look at it, so a misspelt image shows only when the job runs. A container without an image is ignored as a whole.",
			examples: ["python:3.12-slim", "registry.example.org/alice/train:1.4"],
		}),
		network: z
			.enum(["BRIDGE", "HOST", "USER"])
			.optional()
			.meta({
				description:
					"How the container reaches the network: the agent's own (`HOST`), Docker's bridge (`BRIDGE`) or a named one (`USER`, since 3.0.1). Upper case only. Docker containers only: with type `MESOS` it is ignored. The web interface suggests BRIDGE, but what a missing value means is HOST.",
				default: "HOST",
				examples: ["BRIDGE"],
			}),
		networkName: z
			.string()
			.optional()
			.meta({
				description: "The name of one network to join. Deprecated: `networkInfos` does the same. Since 3.0.1.",
				examples: ["calico"],
			}),
		networkInfos: z
			.array(NetworkInfo)
			.optional()
			.meta({
				description: "The networks to join; Docker accepts only one. Since 3.0.1.",
				default: [],
				examples: [[{ name: "calico", labels: [{ key: "team", value: "physics" }] }]],
			}),
		volumes: z
			.array(Volume)
			.optional()
			.meta({
				description:
					"Directories that the container sees besides its own files. Whatever the job writes elsewhere is gone when the container ends.",
				default: [],
				examples: [[{ containerPath: "/lustre/home/alice", hostPath: "/lustre/home/alice", mode: "RW" }]],
			}),
		forcePullImage: z
			.boolean()
			.optional()
			.meta({
				description:
					"Ask the registry for the image before every run, even when the agent has one of that name. Set it while you push new versions under the same tag; leave it out otherwise, because it makes each start depend on the registry.",
				default: false,
				examples: [true],
			}),
		parameters: z
			.array(Parameter)
			.optional()
			.meta({
				description:
					"Further options for `docker run`, without leading dashes. Docker containers only: with type `MESOS` they are ignored. Since 2.5.",
				default: [],
				examples: [[{ key: "shm-size", value: "8g" }]],
			}),
	})
	.meta({ title: "Container" });
export type Container = Immutable<z.infer<typeof Container>>;

export const containerFields = {
	container: Container.optional().meta({
		description:
			"Run the command inside a container. Without this field the command runs directly on the agent, as the user `runAsUser`.",
		examples: [
			{
				type: "MESOS",
				image: "registry.example.org/alice/train:1.4",
				volumes: [{ containerPath: "/lustre/home/alice", hostPath: "/lustre/home/alice", mode: "RW" }],
			},
		],
	}),
};
