import { type DeletionEffect, showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { paint } from "./paint.ts";

/** What a server makes of the children of deleted jobs, one line each. */
export function deletionEffectLines(effects: readonly DeletionEffect[], screen: Screen): string {
	const { bold } = paint(screen);
	return effects.map((effect) => `! ${bold(showControls(effect.job))}  ${effectText(effect)}\n`).join("");
}

function effectText(effect: DeletionEffect): string {
	if (effect.kind === "reparented") return `would run after ${namesOf(effect.parents)} instead`;
	const schedule = effect.schedule === undefined ? "" : ` (${showControls(effect.schedule)})`;
	const loss = effect.loses.length === 0 ? "" : `, and lose ${effect.loses.join(", ")}`;
	return `would get the schedule of its parent${schedule}${loss}`;
}

function namesOf(names: readonly string[]): string {
	return names.length === 0 ? "nothing" : showControls(names.join(" and "));
}
