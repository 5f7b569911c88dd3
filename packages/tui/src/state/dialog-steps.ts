import type { Key } from "../keys/key.ts";
import { closeDialog } from "./dialog-queue.ts";
import { editLine } from "./edit-line.ts";
import { type Next, same, chained, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { markDeclined, startTasks, stopTask } from "./task-steps.ts";
import type { Dialog } from "./dialog.ts";
import type { State } from "./state.ts";

/** A key while something is asked; Enter alone never says yes. */
export function onDialogKey(state: State, dialog: Dialog, key: Key): Next {
	if (dialog.kind === "confirm") return onConfirmKey(state, dialog, key);
	if (key === "escape" || key === "ctrl-c") return declined(state, dialog);
	if (dialog.kind === "question" && isYesNo(dialog)) return onYesNoKey(state, dialog, key);
	if (key === "enter") return dialog.kind === "count" ? onCount(state, dialog) : answered(state, dialog, dialog.text);
	return same({ ...state, dialog: { ...dialog, text: typed(dialog.text, key) } });
}

export function onDialogPaste(state: State, dialog: Dialog, text: string): Next {
	if (dialog.kind === "confirm" || (dialog.kind === "question" && isYesNo(dialog))) return same(state);
	return same({ ...state, dialog: { ...dialog, text: dialog.text + text.replaceAll(/\s+/g, " ") } });
}

type DialogOf<Kind extends Dialog["kind"]> = Extract<Dialog, { readonly kind: Kind }>;

function onConfirmKey(state: State, dialog: DialogOf<"confirm">, key: Key): Next {
	if (dialog.task !== undefined) return onWaitingKey(state, dialog.task, key);
	const choice = dialog.choices?.find((each) => each.key === key);
	if (choice !== undefined) return startTasks(closeDialog(state), choice.words);
	if (dialog.choices === undefined && (key === "y" || key === "Y"))
		return chained(withEffects(closeDialog(state), ...dialog.effects), (next) =>
			dialog.words.length === 0 ? same(next) : startTasks(next, dialog.words),
		);
	return noKeys.has(key) ? declined(state, dialog) : same(state);
}

/** Keys that were meant for the table are no answer to a question that is only about to come. */
function onWaitingKey(state: State, task: number, key: Key): Next {
	return key === "escape" || key === "ctrl-c" ? stopTask(closeDialog(state), task) : same(state);
}

const noKeys: ReadonlySet<Key> = new Set(["n", "N", "enter", "escape", "ctrl-c", "q"]);

export function isYesNo({ question }: DialogOf<"question">): boolean {
	return question.trimEnd().endsWith("[y/N]");
}

function onYesNoKey(state: State, dialog: DialogOf<"question">, key: Key): Next {
	if (key === "y" || key === "Y") return answered(state, dialog, "y");
	return noKeys.has(key) ? declined(state, dialog) : same(state);
}

function answered(state: State, dialog: DialogOf<"question">, text: string): Next {
	return withEffects(closeDialog(state), { type: "answer", id: dialog.task, text });
}

function declined(state: State, dialog: Dialog): Next {
	const closed = closeDialog(state);
	if (dialog.kind === "question")
		return withEffects(markDeclined(closed, dialog.task), { type: "answer", id: dialog.task, text: undefined });
	return same(
		dialog.kind === "confirm" && dialog.effects.length > 0 ? closed : withNotice(closed, "nothing was changed"),
	);
}

function onCount(state: State, dialog: DialogOf<"count">): Next {
	if (dialog.text.trim() === String(dialog.count)) return startTasks(closeDialog(state), dialog.words);
	const typedText = dialog.text.trim() === "" ? "nothing" : dialog.text.trim();
	return same(withNotice(closeDialog(state), `nothing was changed: ${typedText} was typed, not ${dialog.count}`));
}

function typed(text: string, key: Key): string {
	return editLine({ text, cursor: text.length }, key)?.text ?? text;
}
