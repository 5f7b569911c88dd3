import { codeFrame, type Finding, type JobDocument, showControls } from "@chronos-job/core";
import type { ValidateResult } from "../commands/validate.ts";
import type { Screen } from "../host.ts";
import { errorText } from "./error-text.ts";
import { hang } from "./hang.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { widthOf } from "./width-of.ts";

/** How often one kind of finding is shown in full in one file; the rest is counted. */
const shownPerCode = 5;

/** Every finding with its lines, then the sum. */
export function findingsReport({ files, counts, problems }: ValidateResult, screen: Screen): string {
	const blocks = files.flatMap(({ document, findings }) => findingBlocks(document, findings, screen));
	const fixed = files
		.filter((file) => file.fixed > 0)
		.map((file) => `mended ${plural(file.fixed, "finding")} in ${showControls(file.source)}`);
	const unread = problems.map((problem) => errorText(problem, { screen, verbose: false }));
	return [...blocks, ...unread, ...fixed, sumOf(counts, { files: files.length, screen })]
		.map((block) => `${block}\n`)
		.join("");
}

/** The findings of one document as blocks of text. */
export function findingBlocks(document: JobDocument, findings: readonly Finding[], screen: Screen): readonly string[] {
	const seen = new Map<string, number>();
	const blocks: string[] = [];
	for (const finding of findings) {
		const times = (seen.get(finding.code) ?? 0) + 1;
		seen.set(finding.code, times);
		if (times <= shownPerCode) blocks.push(findingBlock(document, finding, screen));
	}
	for (const [code, times] of seen) {
		if (times > shownPerCode)
			blocks.push(
				paint(screen).dim(
					`… and ${times - shownPerCode} more of ${code} in ${showControls(document.source)} (all of them: --output ndjson)\n`,
				),
			);
	}
	return blocks;
}

function findingBlock(document: JobDocument, finding: Finding, screen: Screen): string {
	const { dim, bold } = paint(screen);
	const { line, column } = finding.range.start;
	const place = bold(`${showControls(document.source)}:${line}:${column}`);
	const start = `${place}  ${severityOf(finding, screen)}  `;
	const code = `${dim(finding.code)}  `;
	const isTooLong = screen.wraps && widthOf(start + code) > screen.width;
	const message = showControls(finding.message);
	const head = isTooLong
		? [start.trimEnd(), ...hang(`   ${code}`, message, screen)]
		: hang(start + code, message, screen);
	const hint = finding.hint === undefined ? [] : hang("   → ", showControls(finding.hint), screen);
	return [...head, ...frameLines(document, finding, screen), ...hint, ""].join("\n");
}

function frameLines(document: JobDocument, finding: Finding, screen: Screen): readonly string[] {
	const tone = paint(screen)[finding.severity === "error" ? "red" : "yellow"];
	return codeFrame(document, finding.range, { width: screen.width }).map(({ text, isUnderline }) =>
		isUnderline ? tone(text) : text,
	);
}

function severityOf({ severity }: Pick<Finding, "severity">, screen: Screen): string {
	const { red, yellow, blue } = paint(screen);
	return { error: red, warning: yellow, note: blue }[severity](severity);
}

function sumOf(
	{ jobs, errors, warnings, notes }: ValidateResult["counts"],
	{ files, screen }: { readonly files: number; readonly screen: Screen },
): string {
	const { green, red, yellow } = paint(screen);
	const found = [
		errors > 0 && red(plural(errors, "error")),
		warnings > 0 && yellow(plural(warnings, "warning")),
		notes > 0 && plural(notes, "note"),
	].filter((part) => part !== false);
	const where = `${plural(jobs, "job")} in ${plural(files, "file")}`;
	if (found.length > 0) return `${where}: ${found.join(", ")}`;
	return jobs === 0 ? `there is no job in ${plural(files, "file")}` : `${green("ok")}  ${where}`;
}
