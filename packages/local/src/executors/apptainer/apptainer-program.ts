import { access, constants, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import { withDeadline } from "../docker/with-deadline.ts";
import type { Availability } from "../executor.ts";
import type { Processes } from "../processes.ts";

/** Apptainer, or SingularityCE, of which it was born. */
export interface ApptainerProgram {
	readonly path: string;
	/** Begins the names of its own variables. */
	readonly prefix: "APPTAINER" | "SINGULARITY";
	/** What it calls itself, with its version. */
	readonly said: string;
}

export interface ApptainerSearch {
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	/** Where programs are looked for. */
	readonly path: string;
}

type Missing = Extract<Availability, { available: false }>;

export type ApptainerFinder = () => Promise<ApptainerProgram | Missing>;

/** Looks for the program on the PATH; one that was examined is not examined again until it is another one. */
export function apptainerFinder(search: ApptainerSearch): ApptainerFinder {
	const known = new Map<string, ApptainerProgram>();
	return async () => {
		let because: Missing | undefined;
		for (const name of ["apptainer", "singularity"]) {
			// oxlint-disable-next-line eslint/no-await-in-loop -- the first that will do is taken
			const found = await findOn(search.path, name);
			if (found === undefined) continue;
			// oxlint-disable-next-line eslint/no-await-in-loop -- the first that will do is taken
			const program = known.get(found.version) ?? (await examine(found.path, search));
			if ("available" in program) {
				because ??= program;
				continue;
			}
			known.set(found.version, program);
			return program;
		}
		return (
			because ?? { available: false, reason: "Apptainer is not installed here, or not on the PATH", hint: install }
		);
	};
}

const install = "Load its module or install it, and start the server anew.";

interface FoundFile {
	readonly path: string;
	/** Changes with the file. */
	readonly version: string;
}

async function findOn(path: string, name: string): Promise<FoundFile | undefined> {
	for (const folder of path.split(":").filter((each) => each.startsWith("/"))) {
		const file = join(folder, name);
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first is taken
		const facts = await access(file, constants.X_OK).then(
			() => stat(file),
			() => undefined,
		);
		if (facts?.isFile() === true) return { path: file, version: `${file} ${String(facts.mtimeMs)}` };
	}
	return undefined;
}

async function examine(
	path: string,
	{ processes, clock, path: PATH }: ApptainerSearch,
): Promise<ApptainerProgram | Missing> {
	try {
		const { stdout, stderr } = await withDeadline(clock, mostMs, (signal) =>
			processes.run([path, "--version"], { cwd: "/", env: { PATH }, signal }),
		);
		return readVersion(path, stdout.trim() || stderr.trim());
	} catch (error) {
		return unusable(`${path} does not run: ${error instanceof Error ? error.message : String(error)}`);
	}
}

const mostMs = 10_000;

/** What is older evaluates the values of variables in a shell, and cannot be told not to. */
function readVersion(path: string, said: string): ApptainerProgram | Missing {
	const [, name, major = "0", minor = "0"] = /^(apptainer|singularity(?:-ce)?) version v?(\d+)\.(\d+)/.exec(said) ?? [];
	if (name === undefined) return unusable(`${path} does not tell its version: ${said.slice(0, 200)}`);
	if (name === "apptainer") return { path, prefix: "APPTAINER", said };
	const isKnown = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 10 && name === "singularity-ce");
	return isKnown ? { path, prefix: "SINGULARITY", said } : unusable(`${said} is older than SingularityCE 3.10`);
}

function unusable(reason: string): Missing {
	return { available: false, reason, hint: install };
}
