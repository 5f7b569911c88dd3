import type { JobFacts } from "@chronos-job/core";
import type { Key } from "../keys/key.ts";
import type { FeedState, LoggedCall, Size } from "./state.ts";

/** All that can happen to the screen. */
export type Action =
	| { readonly type: "key"; readonly key: Key }
	| { readonly type: "paste"; readonly text: string }
	| { readonly type: "resize"; readonly size: Size }
	/** Once a second, when something on the screen depends on the time. */
	| { readonly type: "tick"; readonly now: number }
	| { readonly type: "feed.state"; readonly feed: FeedState; readonly now: number }
	/** All jobs there are. */
	| {
			readonly type: "feed.all";
			readonly facts: readonly JobFacts[];
			readonly isWhole: boolean;
			readonly at: number;
	  }
	/** Some that changed, were created or are gone. */
	| {
			readonly type: "feed.some";
			readonly facts: readonly JobFacts[];
			readonly gone: readonly string[];
			readonly at: number;
	  }
	| { readonly type: "feed.server"; readonly dialect: string | undefined; readonly skewMs: number | undefined }
	| { readonly type: "feed.sweeps"; readonly sweeps: ReadonlyMap<string, string> }
	/** Text of the pane with this key. */
	| {
			readonly type: "pane.text";
			readonly key: string;
			/** Replaces all that was there. */
			readonly isNew: boolean;
			readonly title: string;
			readonly text: string;
			readonly isEnded: boolean;
	  }
	| { readonly type: "pane.failed"; readonly key: string; readonly message: string }
	| { readonly type: "task.text"; readonly id: number; readonly text: string }
	| { readonly type: "task.asks"; readonly id: number; readonly question: string }
	| { readonly type: "task.ended"; readonly id: number; readonly exitCode: number; readonly now: number }
	| { readonly type: "call"; readonly call: LoggedCall }
	| { readonly type: "notice"; readonly text: string; readonly tone: "plain" | "good" | "bad"; readonly now: number };
