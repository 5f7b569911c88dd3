import type { Clock } from "@chronos-job/core";
import { formatTaskId, type Job } from "@chronos-job/schemas";
import { chmodSync } from "node:fs";
import { access } from "node:fs/promises";
import { explainFullDisk } from "../sandbox/disk-room.ts";
import { fetchFiles } from "../sandbox/fetch-files.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import type { ContainerQuestion } from "./docker/container-question.ts";
import { createGate } from "./docker/create-gate.ts";
import { type ChosenEngine, engineDesk, type EngineDesk } from "./docker/engine-desk.ts";
import type { EngineEnvironment } from "./docker/engine-places.ts";
import { type CredentialSearch, findCredentials } from "./docker/find-credentials.ts";
import { type ImageStore, imageStore } from "./docker/image-store.ts";
import { type ContainerLaunch, launchContainer } from "./docker/launch-container.ts";
import { planContainer } from "./docker/plan-container.ts";
import { recoverContainer } from "./docker/recover-container.ts";
import { removeEnded } from "./docker/remove-ended.ts";
import type { AttemptSpec, Availability, Executor, Launch, Sandbox } from "./executor.ts";
import type { HostFacts, ProcessExecutorOptions } from "./process.ts";

export interface DockerExecutorOptions extends Pick<
	ProcessExecutorOptions,
	"processes" | "fetch" | "maxLogBytes" | "hidesGpus" | "faithful"
> {
	readonly clock: Clock;
	readonly host: HostFacts;
	/** The variables that say which engine is meant. */
	readonly environment: EngineEnvironment;
}

/** Runs attempts as containers of Docker or Podman. */
export function dockerExecutor(options: DockerExecutorOptions): Executor {
	const { host, clock, environment, maxLogBytes } = options;
	const desk = engineDesk({ environment, isRoot: host.user.uid === 0, clock });
	const met = new WeakSet<ChosenEngine>();
	const workshop: Workshop = { desk, images: imageStore(clock), gate: createGate(mostStarts) };
	return {
		name: "docker",
		probe: () => probe(desk, met),
		findObstacle: (job) => findObstacle(options, job),
		start: once((attempt, sandbox, hear) => start({ attempt, sandbox, hear }, workshop, options)),
		recover: ({ nonce }, sandbox) => recoverContainer({ nonce, sandbox, clock, desk, maxLogBytes }),
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

// More at a time are no faster, and each of them slower.
const mostStarts = 4;

interface Workshop extends Pick<ContainerLaunch, "gate"> {
	readonly desk: EngineDesk;
	readonly images: ImageStore;
}

async function probe(desk: EngineDesk, met: WeakSet<ChosenEngine>): Promise<Availability> {
	const engine = await desk.choose();
	if ("available" in engine) return engine;
	// A killed server may have left containers whose logs it had.
	if (!met.has(engine)) void removeEnded(engine.client).catch(() => undefined);
	met.add(engine);
	return { available: true };
}

type Wishes = Pick<ContainerQuestion, "host" | "hidesGpus" | "faithful">;

function wishesOf({ host, hidesGpus = () => false, faithful = false }: DockerExecutorOptions): Wishes {
	return { host, hidesGpus: hidesGpus(), faithful };
}

/** What is wrong with the job whatever the engine is. */
function findObstacle(options: DockerExecutorOptions, job: Job): string | undefined {
	const { container } = job;
	if (container === undefined) return "the job names no image";
	const args = job.arguments.join(" ");
	const plan = planContainer({
		...wishesOf(options),
		container,
		attempt: { job, nonce: "", taskId: formatTaskId({ queuedAt: 0, attempt: 0, job: job.name, args }) },
		sandbox: { directory: "", workDirectory: "", stdoutFile: "", stderrFile: "" },
		engine: { isPodman: false, isRootless: false, seesFiles: true },
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

async function start(asked: Asked, { desk, images, gate }: Workshop, options: DockerExecutorOptions): Promise<Launch> {
	const { job } = asked.attempt;
	const { container } = job;
	const reason = findObstacle(options, job);
	if (container === undefined || reason !== undefined) return { kind: "refused", reason: reason ?? "" };
	const engine = await desk.choose();
	if ("available" in engine) return { kind: "failed", reason: `${engine.reason}. ${engine.hint}`, isPassing: true };
	const problem =
		makeRoom(asked.sandbox, options) ??
		(engine.traits.seesFiles ? await findMissingVolume(container) : undefined) ??
		(await fetchInto(asked, options));
	if (problem !== undefined) return { kind: "failed", reason: problem };
	const { clock, maxLogBytes } = options;
	const credentials = () => findCredentials(container.image, { ...walletOf(options), ...engine.traits });
	const means = { engine, images, credentials, gate, clock, maxLogBytes };
	return launchContainer({ ...asked, ...wishesOf(options), ...means, container });
}

function walletOf({ environment, processes, clock, host }: DockerExecutorOptions): Omit<CredentialSearch, "isPodman"> {
	return { environment, processes, clock, path: host.path, uid: host.user.uid };
}

/** Answers why there is no sandbox. */
function makeRoom(sandbox: Sandbox, { host }: DockerExecutorOptions): string | undefined {
	try {
		createSandbox(sandbox);
		// Whoever the container runs as writes here; nobody else gets as far.
		chmodSync(sandbox.directory, 0o700);
		chmodSync(sandbox.workDirectory, 0o777);
		const full = explainFullDisk(sandbox.directory, { isRoot: host.user.uid === 0 });
		return full === undefined ? undefined : `the sandbox cannot be used: ${full}`;
	} catch (error) {
		return `the sandbox cannot be made: ${error instanceof Error ? error.message : String(error)}`;
	}
}

/** Some engines make a directory that is not there, and the job then finds nothing in it. */
async function findMissingVolume({ volumes }: NonNullable<Job["container"]>): Promise<string | undefined> {
	for (const { hostPath, external } of volumes) {
		if (external !== undefined || hostPath?.startsWith("/") !== true) continue;
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first one is what counts
		if (await isMissing(hostPath)) return `the hostPath ${hostPath} is not on this machine`;
	}
	return undefined;
}

async function isMissing(path: string): Promise<boolean> {
	return access(path).then(
		() => false,
		(error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT",
	);
}

async function fetchInto({ attempt, sandbox }: Asked, options: DockerExecutorOptions): Promise<string | undefined> {
	const { fetch, processes, host } = options;
	const { workDirectory } = sandbox;
	return fetchFiles(attempt.job, { ...fetch, workDirectory, processes, path: host.path });
}
