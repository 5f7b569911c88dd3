import { filesOf, type GpuFinding, gpuToolkits, warningOf } from "./gpu-finding.ts";
import type { GpuEngine, GpuSetUp } from "./gpu-set-up.ts";

/** Docker has several ways, of which the first that works is said. */
export function dockerFindings(setUp: GpuSetUp, engine: GpuEngine): readonly GpuFinding[] {
	const { programs, daemon } = setUp;
	const way = dockerWays.find((each) => each.works(setUp, engine));
	const unread =
		daemon?.defaultRuntime === "nvidia" && engine.defaultRuntime !== "nvidia"
			? [
					warningOf(
						"/etc/docker/daemon.json makes nvidia the default runtime, and Docker has not read that yet",
						"Run `sudo systemctl restart docker`.",
					),
				]
			: [];
	if (way === undefined) return [...unread, lackOf(setUp, engine)];
	const needsCli = way.callsCli && !programs.has("nvidia-container-cli");
	return [
		{ state: "ok", message: `Docker gives them to containers by ${way.name}` },
		...unread,
		...(needsCli
			? [
					warningOf(
						"nvidia-container-cli is missing, which NVIDIA's runtime calls",
						"Install libnvidia-container-tools.",
					),
				]
			: []),
	];
}

interface DockerWay {
	readonly name: string;
	readonly callsCli: boolean;
	works(setUp: GpuSetUp, engine: GpuEngine): boolean;
}

const dockerWays: readonly DockerWay[] = [
	{
		name: "its default runtime, nvidia",
		callsCli: true,
		works: ({ programs }, { defaultRuntime }) =>
			defaultRuntime === "nvidia" && programs.has("nvidia-container-runtime"),
	},
	{
		name: "`--gpus`",
		callsCli: true,
		works: hasHook,
	},
	{
		name: "`--runtime nvidia`",
		callsCli: true,
		works: ({ programs }, { runtimes }) => runtimes.includes("nvidia") && programs.has("nvidia-container-runtime"),
	},
	{
		name: "CDI",
		callsCli: false,
		works: ({ cdiSpecs }, { cdiFolders }) =>
			cdiSpecs.some(({ file, gpus }) => gpus.length > 0 && cdiFolders.some((folder) => file.startsWith(`${folder}/`))),
	},
];

/** Under its name of today, or that of older toolkits. */
function hasHook({ programs }: GpuSetUp): boolean {
	return programs.has("nvidia-container-runtime-hook") || programs.has("nvidia-container-toolkit");
}

function lackOf({ programs, cdiSpecs }: GpuSetUp, { runtimes }: GpuEngine): GpuFinding {
	const { install } = gpuToolkits.nvidia;
	if (runtimes.includes("nvidia")) {
		return warningOf("Docker's containers get none: it has a runtime nvidia whose program is missing", install);
	}
	if (programs.has("nvidia-ctk")) {
		return warningOf(
			"Docker's containers get none: NVIDIA's toolkit is installed, and Docker does not know its runtime",
			"Run `sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker`.",
		);
	}
	if (programs.has("nvidia-docker-plugin")) {
		return warningOf(
			"Docker's containers get none: nvidia-docker 1 is installed, which no Docker since 19.03 needs",
			install,
		);
	}
	if (cdiSpecs.some(({ gpus }) => gpus.length > 0)) {
		return warningOf(
			`Docker's containers get none: ${filesOf(cdiSpecs)} is there for CDI, which this Docker does not look at`,
			'Write `{"features": {"cdi": true}}` into /etc/docker/daemon.json, or update Docker to 28.2 or later.',
		);
	}
	return warningOf("Docker's containers get none: nothing of NVIDIA's container toolkit is installed", install);
}
