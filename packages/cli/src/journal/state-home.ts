import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";

/** Where the program keeps what it has seen and replaced, whichever server that was on. */
export function stateHome({ env, user }: Pick<Host, "env" | "user">): string {
	const { XDG_STATE_HOME: states = "", HOME: home = "" } = env;
	// Relative paths there are to be ignored, says the XDG specification.
	if (states.startsWith("/")) return `${states.replace(/\/+$/, "")}/chronos-job`;
	// Looking up the account takes time.
	const base = home.startsWith("/") ? home : user.home;
	if (base.startsWith("/")) return `${base.replace(/\/+$/, "")}/.local/state/chronos-job`;
	throw new ChronosError("document.unwritable", "nobody knows your home directory", {
		hint: "Set HOME or XDG_STATE_HOME.",
	});
}
