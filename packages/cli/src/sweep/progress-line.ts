import type { Host } from "../host.ts";
import { sweepProgress } from "../render/sweep.ts";
import type { SweepCount } from "./sweep-group.ts";

/** One line below all others that is written over again and again; in terminals only. */
export interface ProgressLine {
	readonly show: (count: SweepCount) => void;
	readonly hide: () => void;
}

export function openProgress({ screen, stderr }: Pick<Host, "screen" | "stderr">): ProgressLine {
	if (!screen.interactive) return { show: () => undefined, hide: () => undefined };
	return {
		show: (count) => stderr.write(`${clear}${sweepProgress(count, screen.width)}`),
		hide: () => stderr.write(clear),
	};
}

/** To the start of the line, and away with it. */
const clear = "\r\u001B[2K";
