import { configureGlobal } from "fast-check";

/** The same cases every time: a red run says something about the change, not about luck. `npm run bench:fuzz` explores. */
configureGlobal({ seed: 20_261_121 });
