import { examineGpuImage, type GpuRemark, systemClock } from "@chronos-job/core";
import {
	type EngineClient,
	examineGpuSetUp,
	findEngine,
	type GpuSetUp,
	readGpuSetUp,
	systemProcesses,
} from "@chronos-job/local";
import type { Job } from "@chronos-job/schemas";
import type { Diagnosis } from "../doctor/diagnosis.ts";
import type { Host } from "../host.ts";
import { namesText } from "../render/server-facts.ts";
import { fieldsOf, listOf, textOf } from "./json-fields.ts";

/** Whether jobs get GPUs on this machine: what is there, how containers get them, and what their images want. */
export async function examineGpus(
	{ env, user }: Pick<Host, "env" | "user">,
	jobs: readonly Job[],
): Promise<readonly Diagnosis[]> {
	const found = await findEngine({ environment: env, isRoot: user.id === 0, clock: systemClock });
	const client = found.available ? found.client : undefined;
	const engine = found.available ? await traitsOf(found.client) : { reason: found.reason, hint: found.hint };
	const { PATH, CUDA_VISIBLE_DEVICES, ROCR_VISIBLE_DEVICES } = env;
	const environment = { PATH, CUDA_VISIBLE_DEVICES, ROCR_VISIBLE_DEVICES };
	const setUp = await readGpuSetUp({ processes: systemProcesses, clock: systemClock, environment, engine });
	const wanting = jobs.filter(({ gpus = 0, container }) => gpus > 0 && container !== undefined);
	const images = await Promise.all(wanting.map((job) => imageDiagnoses(job, setUp, client)));
	return [...setUpDiagnoses(setUp, jobs), ...images.flat()];
}

/** Where there are none, and nobody wants any, there is nothing to say. */
function setUpDiagnoses(setUp: GpuSetUp, jobs: readonly Job[]): readonly Diagnosis[] {
	const found = examineGpuSetUp(setUp).map((each): Diagnosis => ({ name: "gpus", ...each }));
	const names = jobs.filter(({ gpus = 0 }) => gpus > 0).map(({ name }) => name);
	if (setUp.gpus.length > 0) return found;
	if (names.length === 0) return found.filter(({ state }) => state !== "ok");
	return found.map((each) => ({ ...each, state: "warning", evidence: [`asked for by ${namesText(names)}`] }));
}

async function traitsOf(client: EngineClient): Promise<GpuSetUp["engine"]> {
	try {
		const [version, info] = await Promise.all([client.version(), client.info()]);
		const more = fieldsOf(info);
		return {
			isPodman: version.Components?.some(({ Name: name }) => name === "Podman Engine") ?? false,
			defaultRuntime: info.DefaultRuntime ?? "",
			runtimes: Object.keys(info.Runtimes ?? {}),
			cdiFolders: listOf(more["CDISpecDirs"]).map(textOf),
		};
	} catch (error) {
		return { reason: error instanceof Error ? error.message : String(error), hint: "Run `docker info` to see more." };
	}
}

async function imageDiagnoses(
	{ name, container }: Job,
	{ gpus }: GpuSetUp,
	client: EngineClient | undefined,
): Promise<readonly Diagnosis[]> {
	const image = container?.image ?? "";
	const found = await client?.findImage(image).catch(() => undefined);
	const environment = found && variablesOf(found.Config?.Env ?? []);
	const machine = gpus.find(({ driver }) => driver !== undefined) ?? {};
	return examineGpuImage({ name: image, environment }, machine).map((remark) => diagnosisOf(name, remark));
}

function variablesOf(lines: readonly string[]): Readonly<Record<string, string>> {
	return Object.fromEntries(
		lines.map((line) => {
			const [name = "", ...value] = line.split("=");
			return [name, value.join("=")];
		}),
	);
}

function diagnosisOf(job: string, { code, isCertain, message, hint }: GpuRemark): Diagnosis {
	const doubtful = code === "unseen" ? "ok" : "warning";
	return {
		name: "gpus",
		state: isCertain ? "fails" : doubtful,
		message: `${job}: ${message}`,
		hint,
		code,
		jobs: [job],
	};
}
