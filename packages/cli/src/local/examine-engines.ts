import { systemClock } from "@chronos-job/core";
import {
	apptainerFinder,
	describeEngine,
	type EngineView,
	findEngine,
	surveyEngines,
	systemProcesses,
} from "@chronos-job/local";
import type { Job } from "@chronos-job/schemas";
import type { Diagnosis } from "../doctor/diagnosis.ts";
import type { Host } from "../host.ts";
import { namesText } from "../render/server-facts.ts";

/** Where jobs with an image would run on this machine, what they do not get there, and which engines are broken. */
export async function examineEngines(
	{ env, user }: Pick<Host, "env" | "user">,
	jobs: readonly Job[],
): Promise<readonly Diagnosis[]> {
	const search: Search = { environment: env, isRoot: user.id === 0, clock: systemClock };
	const names = jobs.filter(({ container }) => container !== undefined).map(({ name }) => name);
	const evidence = names.length === 0 ? {} : { evidence: [`asked for by ${namesText(names)}`] };
	const all = await surveyEngines(search);
	const working = all.find((one) => "client" in one);
	const broken = all.flatMap((one): readonly Diagnosis[] =>
		"client" in one ? [] : [{ name: "engines", state: "warning", message: one.reason, hint: one.hint }],
	);
	if (working !== undefined) return [...(await describe(working)), ...broken];
	const apptainer = await findApptainer(env);
	if (apptainer !== undefined) return [apptainer, ...broken];
	const missing = broken.length > 0 || names.length === 0 ? broken : await absence(search);
	return missing.map((each) => ({ ...each, ...evidence }));
}

type Search = Parameters<typeof findEngine>[0];
type Working = Extract<Awaited<ReturnType<typeof surveyEngines>>[number], { readonly client: unknown }>;

/** Runs them where no engine does. */
async function findApptainer({ PATH: path = "" }: Host["env"]): Promise<Diagnosis | undefined> {
	const found = await apptainerFinder({ processes: systemProcesses, clock: systemClock, path })();
	return "available" in found
		? undefined
		: { name: "engines", state: "ok", message: `${found.said} runs containers, at ${found.path}` };
}

async function absence(search: Search): Promise<readonly Diagnosis[]> {
	const found = await findEngine(search);
	return found.available
		? []
		: [
				{
					name: "engines",
					state: "warning",
					message: `${found.reason}, and there is no Apptainer either`,
					hint: found.hint,
				},
			];
}

async function describe({ client, place }: Working): Promise<readonly Diagnosis[]> {
	try {
		const view = await describeEngine(client, systemClock);
		return [{ name: "engines", state: "ok", message: textOf(view, place) }, ...lacksOf(view)];
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return [{ name: "engines", state: "warning", message: reason, hint: "Run `docker info` to see more." }];
	}
}

function textOf({ name, traits: { isRootless } }: EngineView, place: string): string {
	return `${name}${isRootless ? ", rootless," : ""} runs containers at ${place}`;
}

function lacksOf({ name, lacks }: EngineView): readonly Diagnosis[] {
	return lacks.map(({ message, hint }) => ({
		name: "engines",
		state: "warning",
		message: `${name}: ${message}`,
		hint,
	}));
}
