import { type Finding, findRule } from "@chronos-job/core";
import type { UnreadableFile, ValidateResult } from "../commands/validate.ts";

const levels = { error: "error", warning: "warning", note: "note" } as const;

/** A SARIF 2.1.0 log, which code-scanning pages read. */
export function sarifLog({ files, problems }: Pick<ValidateResult, "files" | "problems">, version: string): string {
	const findings = files.flatMap((file) => file.findings);
	const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: { driver: { name: "chronos-job", semanticVersion: version, rules: codes.map(ruleOf) } },
				columnKind: "utf16CodeUnits",
				invocations: [
					{ executionSuccessful: problems.length === 0, toolExecutionNotifications: problems.map(notificationOf) },
				],
				results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
			},
		],
	};
	return `${JSON.stringify(log, undefined, 2)}\n`;
}

function notificationOf({ code, message, hint }: UnreadableFile): object {
	return {
		level: "error",
		descriptor: { id: code },
		message: { text: hint === undefined ? message : `${message}. ${hint}` },
	};
}

function ruleOf(code: string): object {
	const about = findRule(code)?.about ?? code;
	return { id: code, shortDescription: { text: about } };
}

function resultOf({ code, severity, message, hint, range, fix }: Finding, ruleIndex: number): object {
	const artifactLocation = { uri: uriOf(range.source) };
	const region = regionOf(range);
	return {
		ruleId: code,
		ruleIndex,
		level: levels[severity],
		message: { text: hint === undefined ? message : `${message}. ${hint}` },
		locations: [{ physicalLocation: { artifactLocation, region } }],
		...(fix && {
			fixes: [
				{
					description: { text: fix.title },
					artifactChanges: [{ artifactLocation, replacements: fix.edits.map(replacementOf) }],
				},
			],
		}),
	};
}

function regionOf({ start, end }: Finding["range"]): object {
	return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function replacementOf({
	start,
	end,
	text,
}: {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}): object {
	return { deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } };
}

function uriOf(source: string): string {
	return source === "-" ? "stdin" : encodeURI(source.replaceAll("\\", "/"));
}
