import type { Screen } from "../host.ts";
import type { ErrorFacts } from "../output/error-facts.ts";
import { hang } from "./hang.ts";
import { paint } from "./paint.ts";
import { showControls } from "@chronos-job/core";

export interface ErrorTextOptions {
	readonly screen: Screen;
	readonly verbose: boolean;
}

/** What happened, then what to do next. */
export function errorText(facts: ErrorFacts, { screen, verbose }: ErrorTextOptions): string {
	const { red, dim } = paint(screen);
	if (facts.code === "bug") return bugText(facts, screen);
	const lines = [...hang(`${red("error")}  ${dim(facts.code)}  `, showControls(facts.message), screen)];
	if (facts.hint !== undefined) lines.push(...hang("  → ", showControls(facts.hint), screen));
	if (verbose && facts.stack !== undefined) lines.push(dim(facts.stack));
	return `${lines.join("\n")}\n`;
}

function bugText({ message, stack, version, hint }: ErrorFacts, screen: Screen): string {
	const { red, dim } = paint(screen);
	return [
		`${red("bug")}  chronos-job ${version ?? ""} stopped on something it did not foresee: ${showControls(message)}`,
		dim(stack ?? ""),
		`  → ${hint ?? ""}`,
		"",
	].join("\n");
}
