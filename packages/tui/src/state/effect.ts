import type { LogQuery } from "../dashboard-options.ts";
import type { Settings } from "./settings.ts";

/** What has to be done outside; the rim does it and answers with actions. */
export type Effect =
	/** Runs a command of the program; its words are told by `task.*` with this id. */
	| { readonly type: "run"; readonly id: number; readonly words: readonly string[] }
	| { readonly type: "answer"; readonly id: number; readonly text: string | undefined }
	| { readonly type: "stop"; readonly id: number }
	/** Replaces what the pane shows; whatever filled it before is let go. */
	| { readonly type: "fill"; readonly key: string; readonly words: readonly string[]; readonly width: number }
	| { readonly type: "follow"; readonly key: string; readonly query: LogQuery }
	| { readonly type: "empty" }
	| { readonly type: "refresh" }
	| { readonly type: "pause"; readonly isPaused: boolean }
	/** How often to ask from now on; 0 is never. */
	| { readonly type: "every"; readonly everyMs: number }
	/** Whether all of the jobs has to be known, not only their states. */
	| { readonly type: "depth"; readonly isWhole: boolean }
	| { readonly type: "copy"; readonly text: string }
	| { readonly type: "save"; readonly name: string; readonly text: string }
	| { readonly type: "remember"; readonly settings: Partial<Settings> }
	| { readonly type: "mouse"; readonly isOn: boolean }
	| { readonly type: "suspend" }
	| { readonly type: "context"; readonly name: string }
	| { readonly type: "quit" };

/** A pure step: the next state, and what has to be done. */
export interface Step<State> {
	readonly state: State;
	readonly effects: readonly Effect[];
}
