import type { JobStatus } from "./job-summary.ts";

/** A line of `graph/csv`: a job with its last result and activity, or an edge (contract §1.4.14). */
export type GraphCsvRow =
	| { readonly type: "node"; readonly name: string; readonly status: JobStatus; readonly state: string }
	| { readonly type: "link"; readonly parent: string; readonly child: string };

/** Undefined as soon as one line is something else: the answer then comes from no Chronos. */
export function parseGraphCsv(text: string): readonly GraphCsvRow[] | undefined {
	const rows = text
		.split(/\r?\n/)
		.filter((line) => line !== "")
		.map(parseRow);
	return rows.every((row) => row !== undefined) ? rows : undefined;
}

export function formatGraphCsv(rows: readonly GraphCsvRow[]): string {
	return rows.map((row) => `${formatRow(row)}\n`).join("");
}

function parseRow(line: string): GraphCsvRow | undefined {
	const [, name, status, state] = /^node,(.*),(fresh|success|failure),([^,]*)$/.exec(line) ?? [];
	if (name !== undefined && state !== undefined && isStatus(status)) return { type: "node", name, status, state };
	const [, parent, child] = /^link,([^,]*),([^,]*)$/.exec(line) ?? [];
	return parent === undefined || child === undefined ? undefined : { type: "link", parent, child };
}

function formatRow(row: GraphCsvRow): string {
	if (row.type === "link") return `link,${row.parent},${row.child}`;
	return `node,${row.name},${row.status},${row.state}`;
}

function isStatus(text: string | undefined): text is JobStatus {
	return text === "fresh" || text === "success" || text === "failure";
}
