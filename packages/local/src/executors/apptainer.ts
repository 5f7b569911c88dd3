import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { formatTaskId, type Job } from "@chronos-job/schemas";
import { removeDirectory } from "../sandbox/remove-directory.ts";
import { apptainerMark, scratchOf } from "./apptainer/apptainer-mounts.ts";
import { type ApptainerFinder, apptainerFinder, type ApptainerProgram } from "./apptainer/apptainer-program.ts";
import { sourceOf } from "./apptainer/apptainer-source.ts";
import { firstProcessAsker } from "./apptainer/ask-first-process.ts";
import { isOfApptainer } from "./apptainer/exec-apptainer.ts";
import { explainEnd } from "./apptainer/explain-end.ts";
import { type ImageReader, imageReader } from "./apptainer/image-directory.ts";
import { type ApptainerPlan, planApptainer } from "./apptainer/plan-apptainer.ts";
import { type ProgramEnvironment, variablesOfProgram } from "./apptainer/program-variables.ts";
import { type PulledImage, type SifStore, sifStore } from "./apptainer/sif-store.ts";
import type { EngineEnvironment } from "./docker/engine-places.ts";
import { findLogin } from "./docker/find-credentials.ts";
import { findMissingVolume } from "./docker/find-missing-volume.ts";
import type { AttemptSpec, Availability, Executor, Launch, Recovery, RunningAttempt, Sandbox } from "./executor.ts";
import { fetchInto } from "./fetch-into.ts";
import { makeRoom } from "./make-room.ts";
import type { ProcessExecutorOptions } from "./process.ts";
import {
	launchFailure,
	launchSupervised,
	recoverSupervised,
	supervisionOf,
	type SupervisedLaunch,
} from "./supervised.ts";
import { createSweep } from "./sweep-strays.ts";

export interface ApptainerExecutorOptions extends ProcessExecutorOptions {
	/** What says who is known to registries, and how they are reached. */
	readonly environment: EngineEnvironment & ProgramEnvironment;
	/** Where pulled images are kept. */
	readonly imageDirectory: string;
}

/** Runs attempts in containers of Apptainer, each a process under a supervisor that needs no server. */
export function apptainerExecutor(options: ApptainerExecutorOptions): Executor {
	const { processes, clock, host, environment, imageDirectory: directory } = options;
	const variables = variablesOfProgram(environment, host);
	const workshop: Workshop = {
		findProgram: apptainerFinder({ processes, clock, path: host.path }),
		seen: { program: undefined },
		images: sifStore({ directory, processes, clock, environment: variables }),
		readDirectory: imageReader({ processes, environment: variables }),
		common: {
			machine: { processes, bootId: host.bootId },
			sweep: createSweep({ processes, clock }),
			askToEnd: firstProcessAsker({ processes, clock }),
		},
	};
	return {
		name: "apptainer",
		probe: () => probe(workshop, options),
		describe: () => workshop.seen.program && `${workshop.seen.program.said} at ${workshop.seen.program.path}`,
		findObstacle: (job) => findObstacle(options, job),
		start: (attempt, sandbox, hear) => start({ attempt, sandbox, hear }, workshop, options),
		recover: (attempt, sandbox) => recover({ attempt, sandbox }, workshop, options),
	};
}

interface Workshop {
	readonly findProgram: ApptainerFinder;
	/** At the last look. */
	readonly seen: { program: ApptainerProgram | undefined };
	readonly images: SifStore;
	readonly readDirectory: ImageReader;
	readonly common: Pick<SupervisedLaunch, "machine" | "sweep" | "askToEnd">;
}

async function probe({ findProgram, seen }: Workshop, options: ApptainerExecutorOptions): Promise<Availability> {
	const found = await findProgram();
	seen.program = "available" in found ? undefined : found;
	return "available" in found ? found : supervisionOf(options);
}

interface Asked {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly hear?: Parameters<Executor["start"]>[2];
}

type Container = NonNullable<Job["container"]>;

/** What is wrong with the job whatever is installed here. */
function findObstacle(options: ApptainerExecutorOptions, job: Job): string | undefined {
	const { container } = job;
	if (container === undefined) return "the job names no image";
	const source = sourceOf(container.image);
	if (source.kind === "refused") return source.reason;
	const args = job.arguments.join(" ");
	const taskId = formatTaskId({ queuedAt: 0, attempt: 0, job: job.name, args });
	const sandbox = { directory: "", workDirectory: "", stdoutFile: "", stderrFile: "" };
	const tool = {
		program: { path: "apptainer", prefix: "APPTAINER", said: "" },
		image: "",
		imageWorkDirectory: "",
	} as const;
	const plan = planOf({ attempt: { job, nonce: "", taskId }, sandbox }, { ...tool, container }, options);
	return plan.kind === "refused" ? plan.reason : undefined;
}

interface Tool {
	readonly container: Container;
	readonly program: ApptainerProgram;
	readonly image: string;
	readonly imageWorkDirectory: string;
}

function planOf(asked: Asked, tool: Tool, options: ApptainerExecutorOptions): ApptainerPlan {
	const { host, hidesGpus = () => false, faithful = false } = options;
	return planApptainer({ ...asked, ...tool, host, hidesGpus: hidesGpus(), faithful });
}

async function start(asked: Asked, workshop: Workshop, options: ApptainerExecutorOptions): Promise<Launch> {
	const { attempt, sandbox } = asked;
	const { container } = attempt.job;
	const reason = findObstacle(options, attempt.job);
	if (container === undefined || reason !== undefined) return { kind: "refused", reason: reason ?? "" };
	const program = await workshop.findProgram();
	if ("available" in program) return { kind: "failed", reason: `${program.reason}. ${program.hint}`, isPassing: true };
	const problem =
		prepareSandbox(sandbox, options) ?? (await findMissingVolume(container)) ?? (await fetchInto(asked, options));
	if (problem !== undefined) return launchFailure(problem);
	return startImage({ ...asked, container, program }, workshop, options);
}

async function startImage(wish: ImageWish, workshop: Workshop, options: ApptainerExecutorOptions): Promise<Launch> {
	const { attempt, sandbox, container, program } = wish;
	const image = await haveImage(wish, workshop, options);
	if (image.kind === "failed") return launchFailure(image.reason);
	if (attempt.signal?.aborted === true) return launchFailure("it is not wanted any more");
	const imageWorkDirectory = await workshop.readDirectory(image.file, program);
	const plan = planOf(wish, { container, program, image: image.file, imageWorkDirectory }, options);
	if (plan.kind === "refused") return plan;
	for (const folder of plan.folders) mkdirSync(folder, { recursive: true });
	const launch = await launchSupervised(limited(options), { attempt, sandbox, ...workshop.common }, plan);
	return launch.kind === "running" ? { kind: "running", attempt: dress(launch.attempt, sandbox) } : launch;
}

/** The container runs inside a program that needs more addresses than a job may have. */
function limited({ limits, ...options }: ApptainerExecutorOptions): Omit<ApptainerExecutorOptions, "environment"> {
	return limits === undefined || limits.kind === "rlimit" ? options : { ...options, limits };
}

/** Answers why there is no sandbox. */
function prepareSandbox(sandbox: Sandbox, { host }: ApptainerExecutorOptions): string | undefined {
	const problem = makeRoom(sandbox, host);
	if (problem === undefined) writeFileSync(apptainerMark(sandbox), "");
	return problem;
}

interface ImageWish extends Asked {
	readonly container: Container;
	readonly program: ApptainerProgram;
}

async function haveImage(
	{ container, program, hear, attempt: { signal } }: ImageWish,
	{ images }: Workshop,
	{ environment, processes, clock, host }: ApptainerExecutorOptions,
): Promise<PulledImage> {
	const source = sourceOf(container.image);
	if (source.kind === "refused") return { kind: "failed", reason: source.reason };
	if (source.kind === "pulled") {
		const search = { environment, processes, clock, path: host.path, uid: host.user.uid, isPodman: false };
		const { dockerName } = source;
		const credentials = async () => (dockerName === undefined ? undefined : findLogin(dockerName, search));
		return images.have(source, { program, fresh: container.forcePullImage, credentials, hear, signal });
	}
	if (existsSync(source.path)) return { kind: "pulled", file: source.path };
	return { kind: "failed", reason: `the image ${source.path} is not on this machine` };
}

async function recover(
	{ attempt: { nonce }, sandbox }: { readonly attempt: Omit<AttemptSpec, "job">; readonly sandbox: Sandbox },
	{ common }: Workshop,
	{ clock }: ApptainerExecutorOptions,
): Promise<Recovery> {
	if (!isOfApptainer(sandbox)) return { kind: "never-claimed" };
	const recovery = await recoverSupervised({ nonce, sandbox, clock, ...common });
	if (recovery.kind === "never-claimed") return recovery;
	if (recovery.kind === "running") return { kind: "running", attempt: dress(recovery.attempt, sandbox) };
	await removeScratch(sandbox);
	return explainEnd(recovery, sandbox);
}

/** Its end is told in the words of the program, and nothing is left that nobody needs. */
function dress(attempt: RunningAttempt, sandbox: Sandbox): RunningAttempt {
	const end = attempt.end.then(async (told) => {
		await removeScratch(sandbox);
		return explainEnd(told, sandbox);
	});
	return { ...attempt, end };
}

async function removeScratch(sandbox: Sandbox): Promise<void> {
	await removeDirectory(scratchOf(sandbox)).catch(() => undefined);
}
