import type { FeedState, State } from "../state/state.ts";
import { formatSpan } from "../text/age.ts";
import { glyphsFor } from "../text/glyphs.ts";
import type { Tone } from "./frame.ts";

export interface FeedWords {
	readonly text: string;
	readonly tone: Tone;
}

/** How the data comes and how old it is, in words. */
export function feedWords({ data, now, settings }: Pick<State, "data" | "now" | "settings">): FeedWords {
	const ageMs = data.at === undefined ? undefined : Math.max(0, now - data.at);
	return wordsOf[data.feed.kind](data.feed, { now, ageMs, dash: glyphsFor(settings.isAscii).dash });
}

interface Moment {
	readonly now: number;
	readonly ageMs: number | undefined;
	readonly dash: string;
}

const wordsOf: Readonly<Record<FeedState["kind"], (feed: FeedState, moment: Moment) => FeedWords>> = {
	connecting: () => ({ text: "connecting", tone: "waiting" }),
	live: () => ({ text: "live", tone: "good" }),
	paused: (_, { ageMs }) => ({ text: `paused${ageText(ageMs)}`, tone: "warning" }),
	polling: pollingWords,
	offline: offlineWords,
};

function pollingWords(feed: FeedState, { ageMs }: Moment): FeedWords {
	const everyMs = feed.kind === "polling" ? feed.everyMs : 0;
	if (everyMs === 0) return { text: `not polling${ageText(ageMs)}`, tone: "plain" };
	if (ageMs !== undefined && ageMs > everyMs * 3) return { text: `stale ${formatSpan(ageMs)}`, tone: "warning" };
	return { text: `polling every ${formatSpan(everyMs)}`, tone: "plain" };
}

function offlineWords(feed: FeedState, { now, ageMs, dash }: Moment): FeedWords {
	const waitMs = feed.kind === "offline" ? feed.retryAt - now : 0;
	const retry = Number.isFinite(waitMs)
		? ` ${dash} ${waitMs <= 0 ? "asking again" : `retry in ${inSeconds(waitMs)}`}`
		: "";
	return { text: `offline${retry}${ageText(ageMs)}`, tone: "bad" };
}

function inSeconds(spanMs: number): string {
	return formatSpan(Math.ceil(spanMs / 1000) * 1000);
}

function ageText(ageMs: number | undefined): string {
	return ageMs === undefined ? "" : `, ${formatSpan(ageMs)} old`;
}
