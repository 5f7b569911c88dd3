import { percentile } from "../bench/row.ts";
import type { Report } from "./torture.ts";
import { type Rule, rules, type Violation } from "./violation.ts";

/** What happened, every promise with how often it was broken, and a few of the cases. */
export function formatReport(report: Report): string {
	const { violations, counts, kills, starts, found } = report;
	const byRule = Map.groupBy(violations, ({ rule }) => rule);
	return [
		`${report.seconds.toFixed(0)} s: ${String(counts.sent)} writes sent, ${String(counts.unanswered)} cut off before their answer`,
		`${String(report.jobs)} jobs, ${String(report.runs)} runs, ${String(report.attempts)} attempts that ran${report.onGpus > 0 ? `, ${String(report.onGpus)} with a GPU` : ""}`,
		`killed ${countsOf(kills)}`,
		...(found.size === 0 ? [] : [`containers that a kill left: ${countsOf(found)}`]),
		`start after a crash: ${timesOf(starts.map(({ startMs }) => startMs))}; from opening the store to listening: ${timesOf(starts.map(({ openMs }) => openMs))}`,
		"",
		...Object.entries(rules).map(([rule, text]) => {
			const count = (byRule.get(rule as Rule) ?? []).length;
			return `${count === 0 ? "ok  " : "MISS"}  ${String(count).padStart(5)}  ${text}`;
		}),
		...[...byRule.values()].flatMap((broken) => ["", ...broken.slice(0, 5).map(lineOf)]),
	].join("\n");
}

function countsOf(counts: ReadonlyMap<string, number>): string {
	return [...counts].map(([word, count]) => `${String(count)} × ${word}`).join(", ");
}

function timesOf(times: readonly number[]): string {
	return `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`;
}

function lineOf({ rule, about, detail }: Violation): string {
	return `${rule} ${about}: ${detail}`;
}
