import { findCommand } from "../keys/key-map.ts";
import type { Key } from "../keys/key.ts";
import type { ActionOf, ActionType } from "./action.ts";
import { commands } from "./commands.ts";
import { onDialogKey, onDialogPaste } from "./dialog-steps.ts";
import { onAll, onFeedState, onGpuUses, onRetries, onServer, onSome, onSweeps } from "./feed-steps.ts";
import { onInputKey, onInputPaste } from "./input-steps.ts";
import { onMouse } from "./mouse-steps.ts";
import { type Next, same } from "./next.ts";
import { withNotice } from "./notice.ts";
import { onPaneFailed, onPaneText } from "./pane-steps.ts";
import { placeOf } from "./place.ts";
import { onCall, onNotice, onResize, onStart, onTick } from "./screen-steps.ts";
import { settle } from "./settle.ts";
import type { State } from "./state.ts";
import { onTaskAsks, onTaskEnded, onTaskText } from "./task-steps.ts";

/** The next state, and what has to be done outside. */
export function step<Type extends ActionType>(state: State, action: ActionOf<Type>): Next {
	return settle(state, handlers[action.type](state, action));
}

type Handlers = { readonly [Type in ActionType]: (state: State, action: ActionOf<Type>) => Next };

const handlers: Handlers = {
	start: onStart,
	key: onKey,
	paste: onPaste,
	mouse: onMouse,
	resize: onResize,
	tick: onTick,
	"feed.state": onFeedState,
	"feed.all": onAll,
	"feed.some": onSome,
	"feed.server": onServer,
	"feed.retries": onRetries,
	"feed.gpuUses": onGpuUses,
	"feed.sweeps": onSweeps,
	"pane.text": onPaneText,
	"pane.failed": onPaneFailed,
	"task.text": onTaskText,
	"task.asks": onTaskAsks,
	"task.ended": onTaskEnded,
	call: onCall,
	notice: onNotice,
};

/** A question has the keys, then what is typed, then where somebody is. */
function onKey(state: State, { key }: ActionOf<"key">): Next {
	if (key === "ctrl-z") return commands["app.suspend"](state);
	if (state.dialog !== undefined) return onDialogKey(state, state.dialog, key);
	if (state.input !== undefined) return onInputKey(state, state.input, key);
	const command = findCommand(placeOf(state), key, state.settings.keys);
	return command === undefined ? same(unknownKey(state, key)) : commands[command](state);
}

/** Who sees the screen sees that nothing happened. */
function unknownKey(state: State, key: Key): State {
	if (!state.settings.isScreenReader) return state;
	return withNotice(state, `${key} means nothing here; a question mark tells the keys`);
}

function onPaste(state: State, { text }: ActionOf<"paste">): Next {
	if (state.dialog !== undefined) return onDialogPaste(state, state.dialog, text);
	return state.input === undefined ? same(state) : onInputPaste(state, state.input, text);
}
