import type { Engine } from "../runtime/engine.ts";
import type { JobTexts } from "./job-texts.ts";
import type { HttpRules, ServerFacts } from "./server-facts.ts";

/** All that a route can ask. */
export interface Server {
	readonly engine: Engine;
	readonly facts: ServerFacts;
	readonly rules: HttpRules;
	readonly texts: JobTexts;
}
