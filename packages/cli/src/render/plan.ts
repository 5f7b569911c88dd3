import { logDirOf, type Plan, showControls, type Step, withoutLogDir } from "@chronos-job/core";
import { isReplacement, isRestart } from "../change/is-restart.ts";
import type { Screen } from "../host.ts";
import { changedFields } from "./changed-fields.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";

export interface PlanOptions {
	/** Shows every field of a job that is new or goes, too. */
	readonly isFull: boolean;
}

/** What would be done, job by job, then how much of it. */
export function planReport(plan: Plan, screen: Screen, { isFull }: PlanOptions = { isFull: false }): string {
	const lines = plan.steps.flatMap((step) => [titleOf(step, screen), ...fieldsOf(step, screen, isFull)]);
	return [...lines, sumOf(plan)].map((line) => `${line}\n`).join("");
}

function titleOf(step: Step, screen: Screen): string {
	const { green, yellow, red, bold } = paint(screen);
	const name = bold(showControls(step.name));
	if (step.kind === "create") return `${green("+")} ${name}`;
	if (step.kind === "delete") return `${red("-")} ${name}`;
	return `${yellow("~")} ${name}${step.startsAgain ? "  runs again" : ""}`;
}

function fieldsOf(step: Step, screen: Screen, isFull: boolean): readonly string[] {
	if (step.kind === "update") return isRestart(step) ? [] : changedFields(step.changes, screen);
	if (!isFull || step.kind === "delete") return [];
	const logDir = logDirOf(step.spec);
	const shown = { ...withoutLogDir(step.spec), ...(logDir !== undefined && { logDir }) };
	const fields = Object.entries(shown).filter(([field]) => field !== "name");
	const width = Math.max(0, ...fields.map(([field]) => field.length));
	const { green } = paint(screen);
	return fields.map(([field, value]) => `    ${field.padEnd(width)}  ${green(showControls(JSON.stringify(value)))}`);
}

/** `1 to create, 2 to change, 1 to run again; 3 unchanged`. */
function sumOf({ steps, unchanged }: Plan): string {
	const parts = [
		[steps.filter(({ kind }) => kind === "create").length, "to create"],
		[steps.filter(isReplacement).length, "to change"],
		[steps.filter(isRestart).length, "to run again"],
		[steps.filter(({ kind }) => kind === "delete").length, "to delete"],
	] as const;
	const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
	const rest = unchanged.length === 0 ? "" : `${unchanged.length} unchanged`;
	if (told.length > 0) return [told.join(", "), rest].filter((part) => part !== "").join("; ");
	return unchanged.length === 0 ? "there is no job" : `nothing to do: ${plural(unchanged.length, "job")} unchanged`;
}
