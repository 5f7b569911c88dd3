import { basename, join } from "node:path";
import type { Credentials } from "../docker/parse-auth-file.ts";
import { registryOf } from "../docker/registry-of.ts";
import type { Processes } from "../processes.ts";
import type { ApptainerProgram } from "./apptainer-program.ts";
import type { PulledSource } from "./apptainer-source.ts";

/** One try to pull an image. */
export interface PullTry {
	readonly program: ApptainerProgram;
	readonly source: PulledSource;
	readonly signal: AbortSignal;
	readonly login: Credentials | undefined;
	readonly words: readonly string[];
}

interface PullMeans {
	readonly processes: Pick<Processes, "run">;
	/** What the program finds. */
	readonly environment: Readonly<Record<string, string>>;
}

/** Pulls an image into `image.sif` of a folder; answers why it cannot be had. */
export async function runPull(
	folder: string,
	{ program, source, signal, login, words }: PullTry,
	{ processes, environment }: PullMeans,
): Promise<string | undefined> {
	// What is kept of its layers would be kept twice.
	const argv = [program.path, "--silent", "pull", "--disable-cache", "--force", ...words, "image.sif", source.uri];
	const env = { ...environment, ...placesOf(folder, program), ...variablesOf(login, program) };
	const { exitCode, stdout, stderr } = await processes.run(argv, { cwd: folder, env, signal });
	if (exitCode === 0) return undefined;
	const reason = lastWordsOf(stderr) || lastWordsOf(stdout) || `${program.path} ended with ${String(exitCode)}`;
	return `${reason}${adviceOn(reason, { program, source, login })}`;
}

function placesOf(folder: string, { prefix }: ApptainerProgram): Readonly<Record<string, string>> {
	return { TMPDIR: folder, [`${prefix}_TMPDIR`]: folder, [`${prefix}_CACHEDIR`]: join(folder, "cache") };
}

/** Never on the command line, which everybody on the machine can read. */
function variablesOf(login: Credentials | undefined, { prefix }: ApptainerProgram): Readonly<Record<string, string>> {
	if (login === undefined || !("username" in login)) return {};
	return { [`${prefix}_DOCKER_USERNAME`]: login.username, [`${prefix}_DOCKER_PASSWORD`]: login.password };
}

function lastWordsOf(text: string): string {
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	const fatal = lines.findLast((line) => /^(?:FATAL|ERROR)/.test(line)) ?? lines.at(-1) ?? "";
	return fatal.replace(/^(?:FATAL|ERROR)\s*:\s+/, "");
}

type Refused = Pick<PullTry, "program" | "source" | "login">;

function adviceOn(reason: string, { program, source: { dockerName }, login }: Refused): string {
	if (dockerName === undefined) return "";
	if (!/unauthori[sz]ed|authentication required|\bdenied\b|\b401\b|\b403\b/i.test(reason)) return "";
	const { host } = registryOf(dockerName);
	const how = login === undefined ? "" : `; ${host} was asked with the credentials of this user`;
	return `${how}. Run \`${basename(program.path)} registry login --username NAME docker://${host}\`.`;
}
