import { findAddress } from "../../sandbox/command-address.ts";
import { commandOf } from "../../sandbox/job-command.ts";
import { sandboxMount } from "../docker/container-question.ts";
import type { ApptainerQuestion } from "./plan-apptainer.ts";

export type ApptainerCommand =
	| {
			readonly kind: "command";
			/** `run` begins with what the image has for that, `exec` with the first of the words. */
			readonly verb: "run" | "exec";
			readonly words: readonly string[];
			/** Where it begins. */
			readonly workDirectory: string;
	  }
	| { readonly kind: "refused"; readonly reason: string };

type Question = Pick<ApptainerQuestion, "attempt" | "container" | "imageWorkDirectory" | "faithful">;

/** What is run, and where it begins (contract §5.9). */
export function apptainerCommandOf(question: Question, entrypoint: string | undefined): ApptainerCommand {
	const { attempt, imageWorkDirectory, faithful } = question;
	const { container: _, ...job } = attempt.job;
	const usual = imageWorkDirectory === "" ? "/" : imageWorkDirectory;
	if (job.command === "" && job.executor === "" && !job.shell) {
		return { ...withEntrypoint({ verb: "run", words: job.arguments }, entrypoint), workDirectory: usual };
	}
	const command = commandOf({ job, taskId: attempt.taskId, faithful });
	if (command.kind === "refused") return command;
	const isFetched = findAddress(job.command) !== undefined;
	const workDirectory = isFetched || isUnsaid(question) ? sandboxMount : usual;
	const verb = isFetched ? "exec" : verbOf(question);
	return { ...withEntrypoint({ verb, words: command.argv }, entrypoint), workDirectory };
}

function isUnsaid({ container, imageWorkDirectory }: Question): boolean {
	return container.type === "MESOS" && imageWorkDirectory === "";
}

/** Docker keeps the entry point of the image when there is no shell, Mesos never does. */
function verbOf({ container, attempt: { job } }: Question): Beginning["verb"] {
	return container.type === "DOCKER" && !job.shell ? "run" : "exec";
}

type Beginning = Pick<Extract<ApptainerCommand, { kind: "command" }>, "verb" | "words">;

function withEntrypoint({ verb, words }: Beginning, entrypoint: string | undefined): Beginning & { kind: "command" } {
	if (entrypoint === undefined) return { kind: "command", verb, words };
	const own = entrypoint === "" ? [] : [entrypoint];
	return { kind: "command", verb: "exec", words: [...own, ...(verb === "run" ? words : words.slice(1))] };
}
