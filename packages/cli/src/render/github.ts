import type { Finding } from "@chronos-job/core";
import type { ValidateResult } from "../commands/validate.ts";

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
export function githubAnnotations({ files }: ValidateResult): string {
	return files.flatMap((file) => file.findings.map(annotation)).join("");
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
	const text = hint === undefined ? message : `${message}\n${hint}`;
	return `::${commands[severity]} ${properties.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
