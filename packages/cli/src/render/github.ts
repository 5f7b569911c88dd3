import { type Finding, showControls } from "@chronos-job/core";
import type { ValidateResult } from "../commands/validate.ts";

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
export function githubAnnotations({ files, problems }: Pick<ValidateResult, "files" | "problems">): string {
	const unread = problems.map(
		({ code, message, hint }) => `::error title=${escapeProperty(code)}::${wordsOf(message, hint)}\n`,
	);
	return [...unread, ...files.flatMap((file) => file.findings.map(annotation))].join("");
}

function annotation({ code, severity, message, hint, range }: Finding): string {
	const place = {
		file: range.source,
		line: range.start.line,
		endLine: range.end.line,
		col: range.start.column,
		// Columns count only inside one line, and the last one is included.
		...(range.end.line === range.start.line && { endColumn: Math.max(range.start.column, range.end.column - 1) }),
		title: code,
	};
	const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
	return `::${commands[severity]} ${properties.join(",")}::${wordsOf(message, hint)}\n`;
}

/** The log is a terminal too: nothing in a job file may drive it. */
function wordsOf(message: string, hint: string | undefined): string {
	const lines = hint === undefined ? [message] : [message, hint];
	return escapeData(lines.map((line) => showControls(line)).join("\n"));
}

function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
