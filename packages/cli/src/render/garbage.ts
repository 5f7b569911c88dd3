import { showControls } from "@chronos-job/core";
import type { Garbage } from "../change/find-garbage.ts";
import type { Screen } from "../host.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { localTime } from "./time.ts";

/** The jobs that would be deleted, each with how and when it ended, then how many. */
export function garbageLines(garbage: readonly Garbage[], screen: Screen, zone: string | undefined): string {
	const { red, dim } = paint(screen);
	const names = garbage.map(({ job }) => showControls(job.name));
	const width = Math.min(40, Math.max(0, ...names.map((name) => name.length)));
	const lines = garbage.map(
		({ result, endedAt }, index) =>
			`${red("-")} ${(names[index] ?? "").padEnd(width)}  ${dim(`${result} on ${localTime(endedAt, zone)}`)}\n`,
	);
	return `${lines.join("")}${plural(garbage.length, "job")} to delete\n`;
}
