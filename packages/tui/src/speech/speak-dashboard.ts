import type { DashboardEnd, DashboardOptions } from "../dashboard-options.ts";
import { openStore } from "../effects/open-store.ts";
import { beginLife } from "../terminal/begin-life.ts";
import type { Screen } from "../terminal/open-screen.tsx";
import { sizeOf, takeTerminal } from "../terminal/take-terminal.ts";
import { openAttemptNotes, retrySentence } from "./attempt-notes.ts";
import { sentencesOf } from "./sentences-of.ts";

/** The same, line by line, for those who hear it: nothing is drawn, and nothing is ever written over. */
export async function speakDashboard(options: DashboardOptions): Promise<DashboardEnd> {
	using life = beginLife(options.signal);
	const { signal, end, fail } = life;
	const { stdout } = options.terminal;
	const notes = openAttemptNotes();
	const say = (lines: readonly string[]): void => void (lines.length > 0 && stdout.write(`${lines.join("\n")}\n`));
	const { context, server } = options.place;
	const store = openStore({
		options,
		size: sizeOf(options.terminal),
		signal,
		end,
		onState: (after, before) => say(sentencesOf(before, after, notes)),
		onEvent(event) {
			notes.hear(event);
			say(retrySentence(event, notes));
		},
		onBug: fail,
	});
	const terminal = takeTerminal({
		...options,
		screen: () => silence,
		dispatch: store.dispatch,
		paint: () => undefined,
		onStop: (name) => end({ kind: "stopped", signal: name }),
	});
	say([`Jobs of ${context}, ${server}. A question mark tells the keys, q leaves.`]);
	const done = store.begin(terminal);
	done.catch(fail);
	try {
		return await life.ended;
	} finally {
		life.finish();
		await terminal.close();
		await done;
	}
}

/** A screen on which nothing is drawn. */
const silence: Screen = {
	show: () => undefined,
	lend: (use) => use(),
	close: async () => undefined,
	failed: Promise.resolve(),
};
