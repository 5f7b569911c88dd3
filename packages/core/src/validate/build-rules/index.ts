import type { Rule } from "../rule.ts";
import { buildBreaks } from "./build-breaks.ts";
import { buildDrops } from "./build-drops.ts";
import { gpusUnsupported } from "./gpus-unsupported.ts";

/** What can be said only for a server whose build is known; who checks files alone does without loading it. */
export const buildRules: readonly Rule[] = [buildBreaks, buildDrops, gpusUnsupported];
