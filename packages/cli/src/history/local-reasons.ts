import { commandLine } from "@chronos-job/core";
import type { Hypothesis, LocalWhy } from "@chronos-job/core";

/** A hypothesis, or what the server itself says, with its own codes. */
export type WhyReason = Omit<Hypothesis, "code"> & { readonly code: string };

type Fix = (job: string) => string;

const startNow: Fix = (job) => `Run \`${commandLine("run", job)}\` to start it now.`;

const fixes: Readonly<Record<string, Fix>> = {
	disabled: (job) => `Run \`${commandLine("enable", job)}\`.`,
	exhausted: () => "Submit its file again with `chronos-job submit` to run it once more.",
	hidden: () => "Submit the parents that it lacks.",
	"not-due": startNow,
	"retry-at": startNow,
	"never-fits": () => "Ask for less in its file, or start the server with more by `chronos-job local start`.",
	"constraint-unmet": () => "Leave the constraint out of its file.",
	"running-and-not-concurrent": (job) => `Run \`${commandLine("watch", job)}\` to follow it.`,
};

/** What a server of ours says itself, in the shape of what is deduced of others. */
export function hypothesesOf({ job, reasons, latest }: LocalWhy): readonly WhyReason[] {
	const types = new Set(reasons.map(({ type }) => type));
	const told = pressing(reasons);
	const advice = told.map(({ type }) => (isOfUse(type, types) ? fixes[type]?.(job) : undefined));
	return told.map(({ type, text }, index) => {
		const fix = advice.indexOf(advice[index]) === index ? advice[index] : undefined;
		return {
			code: type,
			certainty: type === "doubt" ? "possible" : "sure",
			sentence: sentenceOf(text),
			evidence: index === 0 && latest !== undefined ? [sentenceOf(latest.text)] : [],
			...(fix !== undefined && { fix }),
		};
	});
}

// The last repetition is used up as soon as its run is queued: that is no reason while the run is under way.
function pressing(reasons: LocalWhy["reasons"]): LocalWhy["reasons"] {
	const spent = reasons.filter(({ type }) => type === "exhausted");
	const doubts = reasons.filter(({ type }) => type === "doubt");
	const others = reasons.filter(
		({ type }) => type !== "exhausted" && type !== "doubt" && (spent.length === 0 || type !== "disabled"),
	);
	return [...others, ...spent, ...doubts];
}

/** A disabled job cannot be started, and one with a run under way needs no other. */
function isOfUse(type: string, types: ReadonlySet<string>): boolean {
	if (type === "exhausted") return [...types].every((other) => restful.has(other));
	return fixes[type] !== startNow || !types.has("disabled");
}

const restful: ReadonlySet<string> = new Set(["exhausted", "disabled", "doubt"]);

/** `It is disabled.` within a sentence. */
function sentenceOf(text: string): string {
	return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, "")}`;
}
