import { open } from "node:fs/promises";
import type { Clock } from "@chronos-job/core";
import type { AttemptSpec, Launch, Sandbox } from "../executor.ts";
import { lookUntilSeen } from "../look-until-seen.ts";
import type { ContainerBody } from "./container-body.ts";
import { canWriteLogs } from "./container-command.ts";
import type { ContainerQuestion } from "./container-question.ts";
import { type ContainerRecord, readContainerRecord, writeContainerRecord } from "./container-record.ts";
import type { Gate } from "./create-gate.ts";
import type { ChosenEngine } from "./engine-desk.ts";
import type { EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import { adviceOnStart } from "./explain-start.ts";
import { followContainer } from "./follow-container.ts";
import { type HowToHave, type ImageStore, unwanted } from "./image-store.ts";
import { nonceLabel, planContainer, type PlannedContainer } from "./plan-container.ts";
import { makeVolumes } from "./prune/make-volumes.ts";

export interface ContainerLaunch extends Pick<
	ContainerQuestion,
	"container" | "host" | "grant" | "hidesGpus" | "faithful"
> {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly engine: ChosenEngine;
	readonly images: ImageStore;
	/** What the user is to the registry of the image. */
	readonly credentials: HowToHave["credentials"];
	readonly hear?: HowToHave["hear"];
	/** Engines get slower with every container that starts at the same time. */
	readonly gate: Gate;
	readonly clock: Clock;
	readonly maxLogBytes?: number | undefined;
	/** Who has the volumes that are made for it. */
	readonly owner?: string | undefined;
}

/** Makes and starts the container of an attempt, or goes on with the one that is there already. */
export async function launchContainer(launch: ContainerLaunch): Promise<Launch> {
	const { sandbox, attempt } = launch;
	const record = await readContainerRecord(sandbox.directory);
	if (record !== undefined && record.nonce !== attempt.nonce) return failed("the sandbox belongs to another attempt");
	try {
		return await launchFrom(launch, record);
	} catch (error) {
		return explain(error);
	}
}

async function launchFrom(launch: ContainerLaunch, record: ContainerRecord | undefined): Promise<Launch> {
	const { sandbox, container, engine, images, credentials, hear } = launch;
	const { client, traits } = engine;
	const { nonce, signal } = launch.attempt;
	const wish = { fresh: container.forcePullImage, credentials, hear, signal };
	const image = await images.have(engine, container.image, wish);
	if (signal?.aborted === true) throw unwanted();
	const imageWorkDirectory = image.Config?.WorkingDir ?? "";
	const writesLogs = record?.writesLogs ?? mayWriteLogs(launch);
	const plan = planContainer({ ...launch, engine: traits, imageWorkDirectory, writesLogs });
	if (plan.kind === "refused") return plan;
	if (writesLogs) await openLogFiles(sandbox);
	const fresh: ContainerRecord = { nonce, engine: client.endpoint.text, writesLogs, phase: "creating" };
	// What may have run once may not be taken back.
	if (record === undefined) await writeContainerRecord(sandbox.directory, fresh);
	await launch.gate(() => begin(launch, plan, fresh));
	const isToldLate = traits.isPodman;
	const attempt = followContainer({ ...launch, client, nonce, id: nameOf(nonce), writesLogs, isToldLate });
	return { kind: "running", attempt };
}

/** One attempt has one name, so that an engine cannot have it twice. */
export function nameOf(nonce: string): string {
	return `chronos-job-${nonce}`;
}

function mayWriteLogs({ attempt, engine, maxLogBytes }: ContainerLaunch): boolean {
	return engine.traits.seesFiles && maxLogBytes === undefined && canWriteLogs(attempt.job);
}

/** Whoever the container runs as writes them; nobody else gets to the sandbox. */
async function openLogFiles({ stdoutFile, stderrFile }: Sandbox): Promise<void> {
	for (const file of [stdoutFile, stderrFile]) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- there are two
		await using handle = await open(file, "a");
		// oxlint-disable-next-line eslint/no-await-in-loop -- there are two
		await handle.chmod(0o666);
	}
}

async function begin(
	{ attempt, sandbox, container, engine, clock, owner }: ContainerLaunch,
	plan: PlannedContainer,
	record: ContainerRecord,
): Promise<void> {
	const { client } = engine;
	const { nonce } = attempt;
	const name = nameOf(nonce);
	if (owner !== undefined) await makeVolumes(client, container, owner);
	await make(client, { name, nonce, plan, clock });
	await writeContainerRecord(sandbox.directory, { ...record, phase: "starting" });
	try {
		await client.start(name);
	} catch (error) {
		if (!(error instanceof EngineError) || error.isUnanswered) throw error;
		await client.remove(name);
		await writeContainerRecord(sandbox.directory, record);
		const advice = adviceOnStart(error.message, engine.traits);
		const message = `the container cannot be started: ${error.message}${advice}`;
		throw new EngineError(message, error.status, { cause: error });
	}
}

interface Making {
	readonly name: string;
	readonly nonce: string;
	readonly plan: PlannedContainer;
	readonly clock: Clock;
}

async function make(client: EngineClient, making: Making): Promise<void> {
	const { name, plan } = making;
	try {
		await create(client, name, plan);
	} catch (error) {
		if (!(error instanceof EngineError) || error.isUnanswered) throw error;
		// An earlier call was heard after all.
		if (isTaken(error) && (await isOurs(client, making))) return;
		if (!lacksInit(error, plan.body)) {
			throw new EngineError(`the container cannot be made: ${error.message}`, error.status, { cause: error });
		}
		await create(client, name, withoutInit(plan));
	}
}

async function create(client: EngineClient, name: string, { body, podmanBody }: PlannedContainer): Promise<void> {
	await (podmanBody === undefined ? client.create(name, body) : client.createInPodman(name, podmanBody));
}

function withoutInit({ kind, body, podmanBody }: PlannedContainer): PlannedContainer {
	return {
		kind,
		body: { ...body, HostConfig: { ...body.HostConfig, Init: false } },
		...(podmanBody !== undefined && { podmanBody: { ...podmanBody, init: false } }),
	};
}

function isTaken({ status, message }: EngineError): boolean {
	return status === 409 || /already in use/.test(message);
}

/** The name of a container that is still being made is taken, and nobody knows it yet. */
async function isOurs(client: EngineClient, { name, nonce, clock }: Making): Promise<boolean> {
	const found = await lookUntilSeen(() => client.findContainer(name), { clock, looks: 150, everyMs: 200 });
	return found?.Config?.Labels?.[nonceLabel] === nonce;
}

/** Podman without catatonit, or Docker without tini: jobs run all the same, and end less promptly. */
function lacksInit({ message }: EngineError, { HostConfig: host }: ContainerBody): boolean {
	return host["Init"] === true && /container-init|docker-init|init binary/.test(message);
}

function explain(error: unknown): Launch {
	if (!(error instanceof EngineError)) return failed(error instanceof Error ? error.message : String(error));
	return { kind: "failed", reason: error.message, isPassing: error.isUnanswered };
}

function failed(reason: string): Launch {
	return { kind: "failed", reason };
}
