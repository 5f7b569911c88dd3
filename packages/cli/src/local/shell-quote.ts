export { shellQuote } from "@chronos-job/core";
