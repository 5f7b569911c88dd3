import type { Evidence } from "./evidence.ts";
import { spoken } from "./jobs.ts";
import type { Proof } from "./proofs.ts";
import type { Said } from "./read-logs.ts";
import type { Violation } from "./violation.ts";

/** Whoever came to an end by itself said all of its lines once, on both outputs; anybody else the first of them. */
export function logCheck({ logs, proofs, runs }: Evidence): readonly Violation[] {
	return runs
		.flatMap(({ attempts }) => attempts)
		.flatMap(({ taskId, stopping }): readonly Violation[] => {
			const said = logs.get(taskId) ?? { stdout: "", stderr: "" };
			const isRight = isWhole(proofs.get(taskId)) ? isComplete(said, stopping !== undefined) : isBeginning(said);
			return isRight ? [] : [{ rule: "logs-wrong", about: taskId, detail: JSON.stringify(said) }];
		});
}

function isWhole(proof: Proof | undefined): boolean {
	return (proof?.ends.length ?? 0) > 0;
}

/** A shell says of those that were killed how. */
function isComplete({ stdout, stderr }: Said, wasStopped: boolean): boolean {
	const heard = wasStopped ? linesOf("err", stderr) : stderr;
	return stdout === wholeOf("out") && heard === wholeOf("err");
}

function isBeginning({ stdout, stderr }: Said): boolean {
	return wholeOf("out").startsWith(stdout) && wholeOf("err").startsWith(linesOf("err", stderr));
}

function wholeOf(word: string): string {
	return [...spoken.before, ...spoken.after].map((number) => `${word} ${String(number)}\n`).join("");
}

function linesOf(word: string, text: string): string {
	return text.match(new RegExp(`^${word} \\d+\n`, "gm"))?.join("") ?? "";
}
