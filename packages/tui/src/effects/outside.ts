import { ChronosError } from "@chronos-job/core";
import { copySequence } from "../terminal/copy-sequence.ts";
import type { Performers } from "./performer.ts";
import { type Rim, tell } from "./rim.ts";

type Outside =
	| "refresh"
	| "pause"
	| "every"
	| "depth"
	| "copy"
	| "save"
	| "remember"
	| "mouse"
	| "suspend"
	| "context"
	| "quit";

/** What is done in a word: with the feed, the terminal, the disk. */
export function outside(rim: Rim): Performers<Outside> {
	const { feed, options, end } = rim;
	return {
		refresh: () => feed.refresh(),
		pause: ({ isPaused }) => feed.pause(isPaused),
		every: ({ everyMs }) => feed.every(everyMs),
		depth: ({ isWhole }) => feed.deepen(isWhole),
		copy: ({ text }) => copy(rim, text),
		save: ({ name, text }) => rim.attend(save(rim, name, text)),
		remember: ({ settings }) => options.files.remember(settings),
		mouse: ({ isOn }) => rim.useMouse(isOn),
		suspend: () => rim.attend(rim.lend(async () => options.terminal.suspend())),
		context: ({ name }) => end({ kind: "context", name }),
		quit: () => end({ kind: "quit" }),
	};
}

function copy(rim: Rim, text: string): void {
	const sequence = copySequence(text);
	if (sequence === undefined)
		return tell(rim, `${text.length} characters are too many to copy; s saves them to a file`, "bad");
	rim.write(sequence);
	tell(rim, `copied ${text.length} characters; if nothing arrives, this terminal does not take OSC 52`, "good");
}

async function save(rim: Rim, name: string, text: string): Promise<void> {
	try {
		tell(rim, `saved to ${await rim.options.files.save(name, text)}`, "good");
	} catch (error) {
		if (!(error instanceof ChronosError)) throw error;
		tell(rim, error.message, "bad");
	}
}
