/** In a file of its own, so that the YAML parser becomes a chunk of its own. */
export { parseDocument } from "@chronos-job/core";
