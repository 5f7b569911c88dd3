import type { Dialect } from "@chronos-job/schemas";
import { explainDifference } from "./explain-difference.ts";
import type { Holding } from "./hold-server.ts";
import type { Build } from "./sniff-server.ts";

export interface Report extends Holding {
	readonly url: string;
	readonly dialect: Dialect;
	readonly build: Build;
}

export function hasDifferences({ held }: Holding): boolean {
	return held.some(({ result }) => result.outcome === "differs");
}

/** The report for people. */
export function formatReport(report: Report): string {
	const { url, dialect, build } = report;
	return [
		`${url} speaks ${dialect}; ${formatBuild(build)}`,
		"",
		...differencesOf(report).flatMap((difference) => [difference.text, ""]),
		"section     same differ skipped",
		...sectionsOf(report).map(({ section, same, differ, skipped }) => rowOf(section, [same, differ, skipped])),
		...skippedOf(report).map(({ because, count }) => `${count} skipped: the test ${because}`),
		"",
		totalOf(report),
		"",
	].join("\n");
}

/** The same for programs. */
export function formatJsonReport(report: Report): string {
	const { url, dialect, build } = report;
	const facts = { sections: sectionsOf(report), differences: differencesOf(report), skipped: skippedOf(report) };
	return `${JSON.stringify({ url, dialect, build, ...facts }, undefined, "\t")}\n`;
}

function formatBuild({ gpus, maxCompletionTime, containerType }: Build): string {
	const has = (field: string, is: boolean): string => `${is ? "has" : "lacks"} ${field}`;
	const fields = [has("gpus", gpus), has("maxCompletionTime", maxCompletionTime)];
	return `a job ${fields.join(" and ")}, the type of a container is written ${containerType}`;
}

function differencesOf({
	held,
}: Report): readonly { readonly test: string; readonly section: string; readonly text: string }[] {
	return held.flatMap(({ test, result }) =>
		result.outcome === "same"
			? []
			: [{ test: test.name, section: test.section, text: explainDifference(test, result) }],
	);
}

interface SectionCount {
	readonly section: string;
	readonly same: number;
	readonly differ: number;
	readonly skipped: number;
}

function sectionsOf({ held, skipped }: Report): readonly SectionCount[] {
	const outcomes = [
		...held.map(({ test, result }) => ({ section: test.section, outcome: result.outcome })),
		...skipped.map(({ test }) => ({ section: test.section, outcome: "skipped" as const })),
	];
	const sections = [...new Set(outcomes.map(({ section }) => section))];
	const count = (section: string, outcome: string): number =>
		outcomes.filter((one) => one.section === section && one.outcome === outcome).length;
	return sections
		.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
		.map((section) => ({
			section,
			same: count(section, "same"),
			differ: count(section, "differs"),
			skipped: count(section, "skipped"),
		}));
}

function skippedOf({ skipped }: Report): readonly { readonly because: string; readonly count: number }[] {
	const reasons = [...new Set(skipped.map(({ because }) => because))].toSorted();
	return reasons.map((because) => ({ because, count: skipped.filter((one) => one.because === because).length }));
}

function rowOf(section: string, counts: readonly number[]): string {
	return `${section.padEnd(9)}${counts.map((count) => String(count || "·").padStart(7)).join("")}`;
}

function totalOf({ held, skipped }: Report): string {
	const differ = held.filter(({ result }) => result.outcome === "differs").length;
	return `${held.length - differ} of ${held.length} sentences hold, ${differ} do not, ${skipped.length} were not asked`;
}
