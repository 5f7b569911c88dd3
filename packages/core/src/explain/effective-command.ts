import { formatTaskId, type JobSpec } from "@chronos-job/schemas";

/** What Chronos really starts (contract §5.9). */
export interface EffectiveCommand {
	/** `image`: the container's own entrypoint. `download`: the command is taken for the address of a program. */
	readonly how: "shell" | "program" | "executor" | "download" | "image" | "nothing";
	/** The line or path that is started. */
	readonly line: string;
	/** What the program gets besides; only without a shell. */
	readonly argv: readonly string[];
	/** What an executor is handed; only with one. */
	readonly data?: string;
	/** With the first attempt's number and a made-up instant. */
	readonly taskId: string;
}

export function effectiveCommand(spec: JobSpec, queuedAt: number): EffectiveCommand {
	const args = argsOf(spec);
	const taskId = formatTaskId({ queuedAt, attempt: 0, job: spec.name, args });
	const { command = "", executor = "" } = spec;
	if (executor !== "") return { how: "executor", line: executor, argv: [], data: executorData(spec), taskId };
	const line = args === "" ? command : `${command} ${args}`;
	// A prefix test, so `httpd` counts as an address too (contract §5.9).
	if (/^(http|ftp)/.test(line)) return { how: "download", line, argv: [], taskId };
	if (line === "") return { how: spec.container === undefined ? "nothing" : "image", line, argv: [], taskId };
	return spec.shell === false
		? { how: "program", line, argv: spec.arguments ?? [], taskId }
		: { how: "shell", line, argv: [], taskId };
}

function argsOf(spec: JobSpec): string {
	return (spec.arguments ?? []).join(" ").replaceAll(";", "");
}

function executorData({ taskInfoData = "", executorFlags = "", command = "" }: JobSpec): string {
	return taskInfoData === "" ? `${executorFlags}|${command}` : taskInfoData;
}
