import { type LocalReader, type LocalWhy, showControls } from "@chronos-job/core";
import type { Progress } from "../terminal/progress.ts";
import type { Following } from "./scribe.ts";

export interface Pulls {
	/** Those that have not started. */
	readonly open: () => readonly string[];
	readonly signal: AbortSignal;
	/** Whether nobody else writes into the line below all others. */
	readonly ownsLine: boolean;
	/** Hears what is being pulled now; nothing when that is over. */
	readonly hear: (text: string) => void;
}

/** Tells how far the images have come that jobs wait for: on a line of a terminal, else now and then. */
export async function tellPulls(session: Following, reader: LocalReader, pulls: Pulls): Promise<void> {
	const { open, signal, hear } = pulls;
	const tell = tellerOf(session, pulls);
	while (!signal.aborted && open().length > 0) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const text = await textOf(reader, open().slice(0, mostAsked), signal);
		hear(text);
		tell(text);
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await session.host.sleep(pauseMs, signal);
	}
	hear("");
	tell("");
}

type Tell = (text: string) => void;

function tellerOf({ host, note, progress }: Following, { ownsLine }: Pulls): Tell {
	if (progress?.isShown === true) return ownsLine ? (text) => showOn(progress, text) : () => undefined;
	const told = { text: "", at: -Infinity };
	return (text) => {
		if (text === "" || text === told.text || host.now() < told.at + seldomMs) return;
		note(text);
		Object.assign(told, { text, at: host.now() });
	};
}

function showOn({ show, hide }: Progress, text: string): void {
	if (text === "") hide();
	else show(text);
}

const mostAsked = 5;
const pauseMs = 1000;
const seldomMs = 15_000;

async function textOf(reader: LocalReader, jobs: readonly string[], signal: AbortSignal): Promise<string> {
	const texts: string[] = [];
	for (const job of jobs) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- a server is not asked about all at once
		texts.push(...sentencesOf(await reader.why(job, { signal }), job));
	}
	return texts.join("; ");
}

function sentencesOf(why: LocalWhy | undefined, job: string): readonly string[] {
	const pulling = why?.reasons.find(({ type }) => type === "pulling");
	return pulling === undefined ? [] : [showControls(pulling.text.replace(/^It/, job).replace(/\.$/, ""))];
}
