import type { Dialect } from "@chronos-job/schemas";
import type { Chronos } from "./chronos.ts";

/** One sentence about Chronos that a server can be held against. */
export interface ChronosTest {
	/** In the present tense; no other test has it. */
	readonly name: string;
	/** Of the contract, such as `§1.4.4`. */
	readonly section: string;
	/** 3.x unless told otherwise. */
	readonly dialect?: Dialect;
	/** What not every server can offer. */
	readonly needs?: readonly Need[];
	/** How much of the server's time has to go by, when that is more than a moment. */
	readonly takesMs?: number;
	/** The server's time at the start, in ISO 8601; needs `manual-time`. */
	readonly at?: string;
	run(chronos: Chronos): Promise<void>;
}

export type Need = keyof typeof needs;

/** What each need asks of a server, to be said when it is missing. */
export const needs = {
	shell: "a server that really runs its commands",
	"manual-time": "a server whose time can be set",
	credentials: "a server with a password, and the password",
	disposable: "a server without jobs that may be harmed",
	mortal: "a server that may be brought down for good",
	restart: "a server that can be started again",
	"small-machine": "a server with room for one job of 1 cpu",
	"disables-after-2": "a server that disables a job after 2 failures",
} as const;

/** Tests of one subject. */
export interface Topic {
	readonly name: string;
	readonly tests: readonly ChronosTest[];
}
