import type { JobRow } from "./job-row.ts";

/** Whether a row stays. */
export type RowTest = (row: JobRow) => boolean;
