import { formatTaskId } from "@chronos-job/schemas";
import type { JobDraft } from "./flaws.ts";

/** Mesos names directories and files after the task; 255 bytes is where file systems stop, less what agents add (contract §5.2). */
export const mostTaskIdBytes = 200;

/** The length of a job's task ids, or 0 for those that are certainly short enough. */
export function taskIdBytes({ name = "" }: JobDraft, args: readonly (string | undefined)[] = []): number {
	const text = args.join(" ").replaceAll(";", "");
	if ((name.length + text.length + 20) * 3 <= mostTaskIdBytes) return 0;
	return new TextEncoder().encode(formatTaskId({ queuedAt: 1e12, attempt: 0, job: name, args: text })).length;
}
