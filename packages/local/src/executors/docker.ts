import type { Clock } from "@chronos-job/core";
import { formatTaskId, type Job } from "@chronos-job/schemas";
import { chmodSync } from "node:fs";
import { type Foresight, type GpuDesk, type GpuDeskOptions, openGpuDesk } from "../gpus/gpu-desk.ts";
import { type GpuImages, openGpuImages } from "../gpus/gpu-images.ts";
import { noGpus } from "../gpus/grant-gpus.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import type { ContainerQuestion } from "./docker/container-question.ts";
import { createGate } from "./docker/create-gate.ts";
import { type ChosenEngine, engineDesk, type EngineDesk } from "./docker/engine-desk.ts";
import type { EngineEnvironment } from "./docker/engine-places.ts";
import { type CredentialSearch, findCredentials } from "./docker/find-credentials.ts";
import { findMissingVolume } from "./docker/find-missing-volume.ts";
import { type ImageStore, imageStore } from "./docker/image-store.ts";
import { type ContainerLaunch, launchContainer } from "./docker/launch-container.ts";
import { findMemoryDoubt } from "./docker/memory-lack.ts";
import { createLateContainers, type LateContainers } from "./docker/late-containers.ts";
import { learningStore, studyImage } from "./docker/study-image.ts";
import { planContainer } from "./docker/plan-container.ts";
import { recoverContainer } from "./docker/recover-container.ts";
import { imageLedger } from "./docker/prune/image-ledger.ts";
import { removeEnded } from "./docker/remove-ended.ts";
import type { AttemptSpec, Availability, Executor, Launch, Sandbox } from "./executor.ts";
import { fetchInto } from "./fetch-into.ts";
import { makeRoom } from "./make-room.ts";
import type { HostFacts, ProcessExecutorOptions } from "./process.ts";

export interface DockerExecutorOptions extends Pick<
	ProcessExecutorOptions,
	"processes" | "fetch" | "maxLogBytes" | "hidesGpus" | "faithful"
> {
	readonly clock: Clock;
	/** How many containers are made and started at a time. */
	readonly starts?: number;
	readonly host: HostFacts;
	/** The GPUs of this machine, and how containers get them. */
	readonly gpus?: GpuDeskOptions;
	/** The variables that say which engine is meant. */
	readonly environment: EngineEnvironment;
	/** The directory that notes what was pulled for jobs, and names their volumes as its own; without it nothing is. */
	readonly ledger?: string | undefined;
}

/** Runs attempts as containers of Docker or Podman. */
export function dockerExecutor(options: DockerExecutorOptions): Executor {
	const { host, clock, environment, maxLogBytes } = options;
	const desk = engineDesk({ environment, isRoot: host.user.uid === 0, clock, hostName: host.hostName });
	const met = new WeakSet<ChosenEngine>();
	const [gpuDesk, gpuImages] = [openGpuDesk(options.gpus), openGpuImages(options.gpus?.known)];
	const late = createLateContainers(clock);
	const ledger = options.ledger === undefined ? undefined : imageLedger(options.ledger, clock);
	const images = learningStore(imageStore(clock, ledger), gpuImages);
	const workshop: Workshop = { desk, gpuDesk, gpuImages, images, gate: createGate(options.starts ?? mostStarts), late };
	return {
		name: "docker",
		probe: () => probe(workshop, met, clock.now()),
		describe: () => describe(desk.latest()),
		findObstacle: (job) => findObstacle(options, job, gpuDesk.foresee(job)) ?? gpuImages.findObstacle(job),
		findDoubt: (job) =>
			gpuDesk.findDoubt(job) ?? gpuImages.findDoubt(job) ?? findMemoryDoubt(job, desk.latest()?.traits),
		study: (job) => studyImage(job, workshop, clock),
		start: once(async (attempt, sandbox, hear) => {
			await late.forget(attempt.nonce);
			return start({ attempt, sandbox, hear }, workshop, options);
		}),
		recover: ({ nonce }, sandbox) => recoverContainer({ nonce, sandbox, clock, desk, late, maxLogBytes }),
	};
}

/** Whoever comes second follows the first: two that write the same logs would write them twice. */
function once(start: Executor["start"]): Executor["start"] {
	const live = new Map<string, Promise<Launch>>();
	return (attempt, sandbox, hear) => {
		const { nonce } = attempt;
		const known = live.get(nonce);
		if (known !== undefined) return known;
		const forget = (): boolean => live.delete(nonce);
		const launch = start(attempt, sandbox, hear).then((result): Launch => {
			if (result.kind !== "running") return result;
			const { attempt: running } = result;
			void running.end.finally(forget);
			return { kind: "running", attempt: { ...running, release: () => forget() && running.release?.() } };
		});
		live.set(nonce, launch);
		// What did not start may be started again.
		void launch.then(({ kind }) => kind === "running" || forget(), forget);
		return launch;
	};
}

// With more at a time each is slower, and all are hardly faster: `npm run bench containers` measures it.
const mostStarts = 8;

interface Workshop extends Pick<ContainerLaunch, "gate"> {
	readonly desk: EngineDesk;
	readonly gpuDesk: GpuDesk;
	readonly gpuImages: GpuImages;
	readonly images: ImageStore;
	readonly late: LateContainers;
}

async function probe(
	{ desk, gpuDesk, late }: Workshop,
	met: WeakSet<ChosenEngine>,
	now: number,
): Promise<Availability> {
	const engine = await desk.choose();
	if ("available" in engine) return engine;
	gpuDesk.meet(engine.traits);
	// A killed server may have left containers whose logs it had.
	if (!met.has(engine)) void removeEnded(engine.client, now).catch(() => undefined);
	met.add(engine);
	void late.discard();
	return { available: true };
}

function describe(engine: ChosenEngine | undefined): string | undefined {
	return engine && `${engine.traits.name} at ${engine.client.endpoint.text}`;
}

type Wishes = Pick<ContainerQuestion, "host" | "hidesGpus" | "faithful">;

function wishesOf({ host, hidesGpus = () => false, faithful = false }: DockerExecutorOptions): Wishes {
	return { host, hidesGpus: hidesGpus(), faithful };
}

/** What is wrong with the job whatever the engine is. */
function findObstacle(options: DockerExecutorOptions, job: Job, foresight: Foresight): string | undefined {
	const { container } = job;
	if (container === undefined) return "the job names no image";
	if (foresight.kind === "refused") return foresight.reason;
	const { grant, isPodman } = foresight;
	const args = job.arguments.join(" ");
	const plan = planContainer({
		...wishesOf(options),
		container,
		attempt: { job, nonce: "", taskId: formatTaskId({ queuedAt: 0, attempt: 0, job: job.name, args }) },
		sandbox: { directory: "", workDirectory: "", stdoutFile: "", stderrFile: "" },
		engine: { isPodman, isRootless: false, seesFiles: true },
		grant,
		imageWorkDirectory: "",
		writesLogs: false,
	});
	return plan.kind === "refused" ? plan.reason : undefined;
}

interface Asked {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly hear: Parameters<Executor["start"]>[2];
}

async function start(asked: Asked, workshop: Workshop, options: DockerExecutorOptions): Promise<Launch> {
	const { desk, gpuDesk, images, gate } = workshop;
	const { job, devices } = asked.attempt;
	const { container } = job;
	const reason = findObstacle(options, job, { kind: "granted", grant: noGpus, isPodman: false });
	if (container === undefined || reason !== undefined) return { kind: "refused", reason: reason ?? "" };
	const engine = await desk.choose();
	if ("available" in engine) return awayBecause(engine);
	const granting = await gpuDesk.grant(devices, engine.traits);
	if (granting.kind !== "granted") return granting;
	const problem =
		makeRoom(asked.sandbox, options.host, () => makeShared(asked.sandbox)) ??
		(engine.traits.seesFiles ? await findMissingVolume(container) : undefined) ??
		(await fetchInto(asked, options));
	if (problem !== undefined) return { kind: "failed", reason: problem };
	const { clock, maxLogBytes, ledger: owner } = options;
	const credentials = () => findCredentials(container.image, { ...walletOf(options), ...engine.traits });
	const means = { engine, images, credentials, gate, clock, maxLogBytes, owner };
	return launchContainer({ ...asked, ...wishesOf(options), ...means, ...granting, container });
}

function awayBecause({ reason, hint }: Extract<Availability, { available: false }>): Launch {
	return { kind: "failed", reason: `${reason}. ${hint}`, isPassing: true, isAway: true };
}

function walletOf({ environment, processes, clock, host }: DockerExecutorOptions): Omit<CredentialSearch, "isPodman"> {
	return { environment, processes, clock, path: host.path, uid: host.user.uid };
}

/** Whoever the container runs as writes in its work directory; nobody else gets as far. */
function makeShared(sandbox: Sandbox): void {
	createSandbox(sandbox);
	chmodSync(sandbox.directory, 0o700);
	chmodSync(sandbox.workDirectory, 0o777);
}
