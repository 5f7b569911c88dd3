import { type Baseline, ChronosError, type Fate, type Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { beforeOf } from "./sweep-baseline.ts";
import { appendRecords } from "./sweep-files.ts";
import type { SweepGroup } from "./sweep-group.ts";
import type { SweepRecord } from "./sweep-record.ts";

/** Writes down what becomes of the jobs of a sweep; when it is disposed of, somebody else may go on with it. */
export interface SweepBook extends Disposable {
	/** To be called before: whoever finds this and nothing else has to look whether the server has the job. */
	readonly aboutToSend: (job: string, baseline: Baseline) => void;
	readonly isThere: (job: string) => void;
	readonly settle: (fate: Fate) => void;
}

export function openBook(host: Host, place: { readonly target: Target; readonly group: string }): SweepBook {
	const write = (record: SweepRecord) => appendRecords(host, place, [record]);
	write({ type: "opened", at: host.now(), driver: { pid: host.pid, mark: markOf(host, host.pid) } });
	return {
		aboutToSend: (job, baseline) => write({ type: "submitting", at: baseline.at, job, ...beforeOf(job, baseline) }),
		isThere: (job) => write({ type: "submitted", at: host.now(), job }),
		settle: (fate) => write({ type: "settled", fate }),
		[Symbol.dispose]() {
			try {
				write({ type: "closed", at: host.now() });
			} catch {
				// Whoever comes next sees that this process is gone.
			}
		},
	};
}

/** Two programs that work on one sweep would send everything twice. */
export function refuseSecondDriver(host: Host, { group, driver }: SweepGroup): void {
	if (driver === undefined || driver.pid === host.pid) return;
	if (!host.isRunning(driver.pid) || markOf(host, driver.pid) !== driver.mark) return;
	throw new ChronosError("usage.invalid", `process ${driver.pid} works on the sweep ${group} already`, {
		hint: `Wait for it, or end it with \`kill ${driver.pid}\`; what it has done is kept.`,
	});
}

/** When a process began, and since when the machine runs: numbers of processes are used again. Empty where nobody tells. */
function markOf({ files }: Host, pid: number): string {
	try {
		const boot = files.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
		const [, , ...fields] = files
			.readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/\(.*\)/s, "()")
			.split(" ");
		return `${boot}/${fields[startTime] ?? ""}`;
	} catch {
		return "";
	}
}

/** Field 22 of `/proc/PID/stat`, counted behind the first two. */
const startTime = 19;
