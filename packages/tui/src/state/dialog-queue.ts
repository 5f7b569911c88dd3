import type { Dialog } from "./dialog.ts";
import type { State } from "./state.ts";

/** Opens a dialog, behind the one that is open. */
export function openDialog(state: State, dialog: Dialog): State {
	return state.dialog === undefined ? { ...state, dialog } : { ...state, waiting: [...state.waiting, dialog] };
}

/** Closes the open dialog; the next one comes up. */
export function closeDialog(state: State): State {
	const [dialog, ...waiting] = state.waiting;
	return { ...state, dialog, waiting };
}

/** Without what a command asked that has ended. */
export function withoutDialogsOf(state: State, task: number): State {
	const waiting = state.waiting.filter((dialog) => !isOf(dialog, task));
	const rest = { ...state, waiting };
	return state.dialog !== undefined && isOf(state.dialog, task) ? closeDialog(rest) : rest;
}

function isOf(dialog: Dialog, task: number): boolean {
	return dialog.kind !== "count" && dialog.task === task;
}
