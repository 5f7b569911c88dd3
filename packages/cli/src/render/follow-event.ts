import { commandLine, type Fate, formatGpuUse, type RunEvent, showControls } from "@chronos-job/core";
import type { FateEvent, FollowEvent, OutputEvent, SeenEvent, Showing, WatchingEvent } from "../follow/follow-event.ts";
import type { Screen } from "../host.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { namesText, size } from "./server-facts.ts";
import { localTime } from "./time.ts";

type Paint = ReturnType<typeof paint>;

/** What following tells, as lines. */
export function followEvent(event: FollowEvent, screen: Screen): string {
	if (event.type === "output") return outputText(event, screen);
	const line = lineOf(event, paint(screen));
	const start = event.showing.isMidLine ? "\n" : "";
	return line === "" ? start : `${start}${line}\n`;
}

function lineOf(event: Exclude<FollowEvent, OutputEvent>, tones: Paint): string {
	if (event.type === "watching") return watchingLine(event, tones);
	return event.type === "fate" ? fateLine(event, tones) : seenLine(event, tones);
}

function watchingLine({ at, target, jobs, running, queued, showing }: WatchingEvent, { dim }: Paint): string {
	const now = [
		...(running.length > 0 ? [`running: ${namesText(running)}`] : []),
		...(queued.length > 0 ? [`queued: ${namesText(queued)}`] : []),
	];
	const rest = now.length === 0 ? "nothing runs" : now.join("; ");
	return dim(`${localTime(at, showing.zone)}  watching ${plural(jobs, "job")} on ${target}; ${showControls(rest)}`);
}

function seenLine({ event, tookMs, nextAt, isEcho, showing }: SeenEvent, tones: Paint): string {
	const name = event.type === "gap" ? "" : showControls(event.job);
	const next = nextAt === undefined ? "" : `next run at ${timeOn(nextAt, showing)}`;
	if (isEcho && next === "") return "";
	const what = isEcho ? tones.dim(next) : [saidOf(event, tones, { tookMs, showing }), next].filter(Boolean).join("; ");
	return `${tones.dim(timeOn(event.at, showing))}  ${name.padEnd(showing.nameWidth)}  ${what}`;
}

interface About {
	readonly tookMs: number | undefined;
	readonly showing: Showing;
}

function saidOf(event: RunEvent, tones: Paint, { tookMs, showing }: About): string {
	const { type } = event;
	if (type === "run.queued") return tones.dim("queued");
	if (type === "attempt.started") return startedText(event);
	if (type === "attempt.finished" || type === "run.settled") return endingText(event, tones, tookMs);
	if (type === "retry.planned") return tones.yellow(`tries again at ${timeOn(event.retryAt, showing)}`);
	if (type === "gap") return tones.yellow(`nobody knows what happened since ${timeOn(event.since, showing)}`);
	return type.slice("job.".length);
}

function startedText({ attempt = 0, running = 1 }: Extract<RunEvent, { readonly type: "attempt.started" }>): string {
	return `started${attempt > 0 ? `, attempt ${attempt + 1}` : ""}${running > 1 ? `, ${running} run now` : ""}`;
}

function fateLine({ fate, tookMs, isEcho, showing }: FateEvent, tones: Paint): string {
	if (isEcho) return "";
	return `${showControls(fate.job).padEnd(showing.nameWidth)}  ${endingText(fate, tones, tookMs)}`;
}

type Ending = Pick<Fate, "exitCode" | "signal" | "reason" | "gpuUse"> & {
	readonly outcome: Fate["outcome"] | "not-launched";
};

/** `failed  exit code 3 after 2m 05s` */
function endingText(ending: Ending, tones: Paint, tookMs: number | undefined): string {
	const { outcome, exitCode, signal, reason, gpuUse } = ending;
	const { tone, word } = endings[outcome];
	const facts = [
		...(outcome === "failed" && exitCode !== undefined ? [`exit code ${exitCode}`] : []),
		...(signal === undefined ? [] : [signal]),
		...(reason === undefined ? [] : [showControls(outcome === "dropped" ? (dropWords.get(reason) ?? reason) : reason)]),
		...(tookMs === undefined ? [] : [`after ${duration(Math.round(tookMs / 1000) * 1000)}`]),
		...(gpuUse === undefined ? [] : [formatGpuUse(gpuUse)]),
	];
	return `${tones[tone](word)}${facts.length === 0 ? "" : `  ${facts.join(", ")}`}`;
}

/** Why a run was dropped, as servers of ours say it. */
const dropWords: ReadonlyMap<string, string> = new Map([
	["already-queued", "a run was queued already"],
	["cleared", "the queue was cleared"],
	["disabled", "the job is disabled"],
	["job-deleted", "the job was deleted"],
	["launch-failed", "it could not be launched"],
	["restarted", "the server was started again"],
	["running", "the job was still running"],
]);

const endings = {
	succeeded: { tone: "green", word: "succeeded" },
	failed: { tone: "red", word: "failed" },
	killed: { tone: "yellow", word: "killed" },
	lost: { tone: "red", word: "lost" },
	dropped: { tone: "yellow", word: "dropped" },
	"not-launched": { tone: "red", word: "could not be launched" },
	vanished: { tone: "yellow", word: "was deleted meanwhile" },
	idle: { tone: "dim", word: "is idle" },
} as const;

function outputText({ job, stream, text, skippedBytes, isLabelled, showing }: OutputEvent, screen: Screen): string {
	const { dim, yellow } = paint(screen);
	const name = showControls(job);
	const start = showing.isMidLine && skippedBytes !== undefined ? "\n" : "";
	const missing =
		skippedBytes === undefined
			? ""
			: `${dim(`… ${size(skippedBytes / 1_048_576)} before this; \`${showControls(commandLine("logs", job))}\` prints all`)}\n`;
	const shown = isLabelled ? labelled(text, dim(`${name.padEnd(showing.nameWidth)} | `)) : text;
	return start + missing + (stream === "stderr" ? yellow(shown) : shown);
}

function labelled(text: string, label: string): string {
	return text.replaceAll(/^(?=[^])/gm, label);
}

/** `14:03:05`, with the day when it is another one than that on which following began. */
function timeOn(at: number, { since, zone }: Showing): string {
	const [day, date, time] = localTime(at, zone).split(" ");
	const [, firstDate] = localTime(since, zone).split(" ");
	return date === firstDate ? `${time}` : `${day} ${date} ${time}`;
}
