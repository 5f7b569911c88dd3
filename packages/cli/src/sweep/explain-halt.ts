import { ChronosError } from "@chronos-job/core";
import type { Leash } from "../follow/leash.ts";
import { plural } from "../render/plural.ts";
import { countJobs, type SweepJob } from "./sweep-group.ts";

export interface Halt {
	readonly cause: Leash["cause"];
	readonly group: string;
	readonly jobs: readonly SweepJob[];
	readonly note: (text: string) => void;
}

/** Why a sweep ended early; of anything but Ctrl-C a note says how to go on. */
export function explainHalt(error: unknown, { cause, group, jobs, note }: Halt): unknown {
	const command = `chronos-job sweep --resume ${group}`;
	const { underWay, waiting, total, succeeded, failed } = countJobs(jobs);
	if (cause === undefined || error instanceof ChronosError) {
		note(`\`${command}\` goes on where this stopped: ${plural(waiting, "job")} of ${total} not sent yet`);
		return error;
	}
	const parts = [
		`${succeeded + failed} of ${plural(total, "job")} settled`,
		`${underWay} under way`,
		`${waiting} not sent yet`,
	];
	return new ChronosError("wait.interrupted", `the sweep ${group} stands still: ${parts.join(", ")}`, {
		hint: `Go on with \`${command}\`.`,
	});
}
