import { access, constants, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readCdiSpecs, usualCdiFolders } from "./cdi.ts";
import { detectGpus, type DetectGpusOptions } from "./detect-gpus.ts";
import { gpuPrograms, type GpuSetUp } from "./gpu-set-up.ts";

export interface ReadSetUpOptions extends DetectGpusOptions {
	readonly engine: GpuSetUp["engine"];
	/** What dockerd is told; /etc/docker/daemon.json unless said otherwise. */
	readonly daemonFile?: string;
	/** Where programs are besides those of the path. */
	readonly programFolders?: readonly string[];
}

/** Looks at what is installed for GPUs in containers. */
export async function readGpuSetUp(options: ReadSetUpOptions): Promise<GpuSetUp> {
	const { engine, environment, daemonFile = "/etc/docker/daemon.json", programFolders = usualFolders } = options;
	const { cdiFolders = usualCdiFolders } = options;
	const known = "reason" in engine ? [] : engine.cdiFolders;
	const [found, cdiSpecs, programs, daemon] = await Promise.all([
		detectGpus(options),
		readCdiSpecs([...new Set([...cdiFolders, ...known])]),
		installedOf([...(environment.PATH ?? "").split(":").filter((folder) => folder !== ""), ...programFolders]),
		readDaemon(daemonFile),
	]);
	return { gpus: found.value, because: found.fact, programs, cdiSpecs, daemon, engine };
}

const usualFolders = ["/usr/local/bin", "/usr/bin", "/usr/sbin"];

async function installedOf(folders: readonly string[]): Promise<ReadonlySet<string>> {
	const found = await Promise.all(
		gpuPrograms.map(async (name) => {
			const looks = await Promise.all(folders.map((folder) => isExecutable(join(folder, name))));
			return looks.includes(true) ? [name] : [];
		}),
	);
	return new Set(found.flat());
}

async function isExecutable(file: string): Promise<boolean> {
	return access(file, constants.X_OK).then(
		() => true,
		() => false,
	);
}

async function readDaemon(file: string): Promise<GpuSetUp["daemon"]> {
	try {
		const value: unknown = JSON.parse(await readFile(file, "utf8"));
		const fields = new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
		const runtime = fields.get("default-runtime");
		return { defaultRuntime: typeof runtime === "string" ? runtime : "" };
	} catch {
		return undefined;
	}
}
