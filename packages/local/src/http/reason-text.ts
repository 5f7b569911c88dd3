import { formatConstraint } from "@chronos-job/schemas";
import type { AttemptEnd, Needs, Pulling } from "../engine/state.ts";
import type { Reason } from "../engine/why-not-running.ts";
import { findLaunchFailure } from "./find-launch-failure.ts";
import { formatTime } from "./format-time.ts";

/** How the latest attempt of a job ended, as a sentence. */
export function endText(end: AttemptEnd): string {
	const failure = findLaunchFailure({ end });
	if (failure !== undefined) return `Its latest attempt was never launched: ${failure}.`;
	return `Its latest attempt ${endings[end.outcome]}${causeText(end)}.`;
}

const endings: Readonly<Record<AttemptEnd["outcome"], string>> = {
	succeeded: "succeeded",
	failed: "failed",
	killed: "was killed",
	lost: "was lost",
	"not-launched": "was never launched",
};

function causeText({ exitCode = 0, signal, reason }: AttemptEnd): string {
	if (reason !== undefined) return `: ${reason}`;
	if (signal !== undefined) return `: ${signal}`;
	return exitCode === 0 ? "" : `: exit code ${exitCode}`;
}

type Sentence<Type> = (reason: Extract<Reason, { type: Type }>) => string;
type Sentences = { readonly [Type in Reason["type"]]: Sentence<Type> };

/** A reason as a sentence. */
export function reasonText<Type extends Reason["type"]>(reason: Extract<Reason, { type: Type }>): string {
	const write: Sentence<Type> = sentences[reason.type];
	return write(reason);
}

/** Why every launch of a job would fail, as a sentence. */
export function obstacleText(obstacle: string): string {
	return `It cannot be launched here: ${obstacle}.`;
}

/** Reasons that no waiting does away with. */
export function isLasting({ type }: Reason): boolean {
	return type === "never-fits" || type === "constraint-unmet" || type === "executor-unavailable";
}

const megabytes = { memMb: "MB of memory", diskMb: "MB of disk" } as const;
const units = {
	one: { ...megabytes, cpus: "CPU", gpus: "GPU", containers: "container" },
	many: { ...megabytes, cpus: "CPUs", gpus: "GPUs", containers: "containers" },
} as const;

function amountText(amount: number, resource: keyof Needs): string {
	return `${amount} ${units[amount === 1 ? "one" : "many"][resource]}`;
}

function roomText({ resource, free, total }: Extract<Reason, { type: "needs-capacity" }>): string {
	if (resource !== "containers") return `${free} ${free === 1 ? "is" : "are"} free`;
	const running = total - free;
	return `${running} of ${total} ${running === 1 ? "runs" : "run"} already`;
}

/** `IMAGE, 120 MB of 2.1 GB` */
export function pullText({ image, bytes, totalBytes }: Pulling): string {
	const total = totalBytes === undefined ? "" : ` of ${bytesText(totalBytes)}`;
	return `${image}, ${bytesText(bytes)}${total}`;
}

/** In the units that registries and engines count in. */
function bytesText(bytes: number): string {
	return bytes < 1e9 ? `${String(Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

const sentences: Sentences = {
	unknown: () => "There is no such job.",
	hidden: () => "Not all of its parents exist, so it is stored but does not take part.",
	disabled: () => "It is disabled.",
	exhausted: () => "Its schedule has no repetitions left.",
	"not-due": ({ at }) => `It is due at ${formatTime(at)}.`,
	"waiting-parents": ({ parents }) => `It waits for ${parents.join(", ")} to succeed.`,
	"running-and-not-concurrent": ({ taskIds }) =>
		`It is running as ${taskIds.join(", ")}, and is not to run twice at a time.`,
	"needs-capacity": (reason) => `It needs ${amountText(reason.needs, reason.resource)}, and ${roomText(reason)}.`,
	"never-fits": ({ resource, needs, total }) =>
		`It needs ${amountText(needs, resource)}, and this machine has ${total}: it stays queued.`,
	"looking-for-gpus": ({ needs }) =>
		`It needs ${amountText(needs, "gpus")}, and the driver has yet to tell which ones there are.`,
	"constraint-unmet": ({ constraint }) => `This machine does not meet its constraint ${formatConstraint(constraint)}.`,
	"executor-unavailable": ({ because }) => `What it needs to run is missing: ${because}.`,
	pulling: (pull) => `It is pulling ${pullText(pull)}.`,
	"retry-at": ({ at }) => `It is tried again at ${formatTime(at)}.`,
	"reserved-for": ({ job }) => `There is room, but ${job} has waited longer and goes first.`,
};
