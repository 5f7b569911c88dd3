import type { DashboardEnd, DashboardOptions } from "./dashboard-options.ts";
import { openStore } from "./effects/open-store.ts";
import { frameOf } from "./frame/frame-of.ts";
import { keyAt } from "./frame/key-at.ts";
import type { Action } from "./state/action.ts";
import type { State } from "./state/state.ts";
import { speakDashboard } from "./speech/speak-dashboard.ts";
import { beginLife } from "./terminal/begin-life.ts";
import { openScreen, type Screen } from "./terminal/open-screen.tsx";
import { sizeOf, takeTerminal } from "./terminal/take-terminal.ts";
import { themeOf } from "./theme.ts";

/** Draws a live table of jobs over all of the terminal, until somebody has seen enough. */
export async function openDashboard(options: DashboardOptions): Promise<DashboardEnd> {
	if (options.settings.isScreenReader) return speakDashboard(options);
	using life = beginLife(options.signal);
	const { signal, end, fail } = life;
	const store = openStore({ options, size: sizeOf(options.terminal), signal, end, onState: later(paint), onBug: fail });
	const dispatch = (action: Action): void => store.dispatch(pressed(store.state(), action));
	const terminal = takeTerminal({
		...options,
		screen: () => openScreen(options.terminal, ...drawn(store.state())),
		dispatch,
		paint,
		onStop: (name) => end({ kind: "stopped", signal: name }),
	});
	function paint(): void {
		try {
			if (!signal.aborted) terminal.show(...drawn(store.state()));
		} catch (error) {
			fail(error);
		}
	}
	terminal.failed.catch(fail);
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

function drawn(state: State): Parameters<Screen["show"]> {
	return [frameOf(state), themeOf(state.settings)];
}

/** A press on the name of a key, or of a column, is that key. */
function pressed(state: State, action: Action): Action {
	if (action.type !== "mouse" || action.event !== "press") return action;
	const key = keyAt(state, action);
	return key === undefined ? action : { type: "key", key };
}

/** All that happens at once is one frame. */
function later(paint: () => void): () => void {
	let isWanted = false;
	return () => {
		if (isWanted) return;
		isWanted = true;
		queueMicrotask(() => {
			isWanted = false;
			paint();
		});
	};
}
