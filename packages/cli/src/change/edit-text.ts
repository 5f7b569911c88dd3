import { type Finding, showControls } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { plural } from "../render/plural.ts";
import { jobText } from "./job-text.ts";

/** What a person gets to edit: a job as `pull` writes it, below some words about what becomes of it. */
export function editText(job: Job, target: string): string {
	return [
		`// The job ${showControls(job.name)} on ${showControls(target)}, without what it has counted.`,
		"// What you save is checked, compared with the job as it was when you began, and sent when you agree.",
		"// An unchanged file, or an empty one, changes nothing.",
		jobText(job),
	].join("\n");
}

/** The text with each finding above the line that it is about, and how many there are on top. */
export function withFindings(text: string, findings: readonly Finding[]): string {
	const lines = text.split("\n");
	const sum = `${mark} ${plural(findings.length, "error")}, each above its line; nothing is sent before they are mended`;
	const byLine = Map.groupBy(findings, ({ range }) => Math.min(range.start.line, lines.length));
	const marked = lines.flatMap((line, index) => {
		const indent = /^\s*/.exec(line)?.[0] ?? "";
		const comments = (byLine.get(index + 1) ?? []).flatMap(commentsFor);
		return [...comments.map((comment) => `${indent}${mark} ${comment}`), line];
	});
	return [sum, ...marked].join("\n");
}

const mark = "//!";

function commentsFor({ code, message, hint }: Finding): readonly string[] {
	return [`${code}: ${showControls(message)}`, ...(hint === undefined ? [] : [`  → ${showControls(hint)}`])];
}

/** The text as the person wrote it. */
export function withoutFindings(text: string): string {
	return text
		.split("\n")
		.filter((line) => !line.trimStart().startsWith(mark))
		.join("\n");
}

/** Whether there is nothing but comments in a text. */
export function isBare(text: string): boolean {
	return text.split("\n").every((line) => /^\s*(?:\/\/.*)?$/.test(line));
}
