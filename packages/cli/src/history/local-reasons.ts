import type { Hypothesis, LocalWhy } from "@chronos-job/core";

/** A hypothesis, or what the server itself says, with its own codes. */
export type WhyReason = Omit<Hypothesis, "code"> & { readonly code: string };

type Fix = (job: string) => string;

const startNow: Fix = (job) => `Run \`chronos-job run ${job}\` to start it now.`;

const fixes: Readonly<Record<string, Fix>> = {
	disabled: (job) => `Run \`chronos-job enable ${job}\`.`,
	exhausted: () => "Submit its file again with `chronos-job submit` to run it once more.",
	hidden: () => "Submit the parents that it lacks.",
	"not-due": startNow,
	"retry-at": startNow,
	"never-fits": () => "Ask for less in its file, or start the server with more by `chronos-job local start`.",
	"constraint-unmet": () => "Leave the constraint out of its file.",
	"running-and-not-concurrent": (job) => `Run \`chronos-job watch ${job}\` to follow it.`,
};

/** What a server of ours says itself, in the shape of what is deduced of others. */
export function hypothesesOf({ job, reasons, latest }: LocalWhy): readonly WhyReason[] {
	const isSpent = reasons.some(({ type }) => type === "exhausted");
	return reasons
		.filter(({ type }) => !isSpent || type !== "disabled")
		.map(({ type, text }, index) => {
			const fix = fixes[type]?.(job);
			return {
				code: type,
				certainty: "sure",
				sentence: sentenceOf(text),
				evidence: index === 0 && latest !== undefined ? [sentenceOf(latest.text)] : [],
				...(fix !== undefined && { fix }),
			};
		});
}

/** `It is disabled.` within a sentence. */
function sentenceOf(text: string): string {
	return `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, "")}`;
}
