import { showControls } from "@chronos-job/core";
import type { LeftOut } from "../change/plan-restore.ts";
import type { Screen } from "../host.ts";
import { paint } from "./paint.ts";

/** The jobs that were not brought back; those that need not be by name as long as they are few. */
export function leftOutLines(leftOut: readonly LeftOut[], screen: Screen): string {
	const { dim, yellow } = paint(screen);
	const missing = leftOut.filter(({ isMissing }) => isMissing);
	const present = leftOut.filter(({ isMissing }) => !isMissing);
	const lines = missing.map(({ job, why }) => `${yellow("left out  ")}  ${showControls(job)}: ${showControls(why)}\n`);
	if (present.length > shownPresent)
		return `${dim("left alone")}  ${present.length} jobs that are there already\n${lines.join("")}`;
	return [...present.map(({ job }) => `${dim("left alone")}  ${showControls(job)}\n`), ...lines].join("");
}

const shownPresent = 20;
