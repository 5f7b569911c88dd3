import { type Finding, type JobDocument, validate as validateDocuments } from "@chronos-job/core";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { githubAnnotations } from "../render/github.ts";
import { findingsReport } from "../render/findings.ts";
import { sarifLog } from "../render/sarif.ts";
import { type ErrorFacts, factsOf } from "../output/error-facts.ts";

export interface ValidatedFile {
	readonly source: string;
	readonly jobs: number;
	readonly findings: readonly Finding[];
	/** How many findings were mended in the file. */
	readonly fixed: number;
}

export interface ValidateResult {
	readonly files: readonly (ValidatedFile & { readonly document: JobDocument })[];
	readonly counts: Readonly<Record<"jobs" | "errors" | "warnings" | "notes" | "fixed", number>>;
	/** Files of folders that hold no job. */
	readonly skipped: readonly string[];
	/** Files that could not be read. */
	readonly problems: readonly UnreadableFile[];
	/** Whether warnings count as errors. */
	readonly strict: boolean;
}

export type UnreadableFile = Pick<ErrorFacts, "code" | "message" | "hint">;

export const validate = defineCommand({
	name: "validate <files..>",
	theme: "files",
	about: "Check job files: every mistake with its place and the fix, before anything is sent",
	examples: [
		{ line: "chronos-job validate hello.json", about: "Check one file" },
		{ line: "chronos-job validate . --output sarif", about: "Check every job file below, for a code-scanning page" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input"),
		fix: flag("Mend in the files what can be mended safely; comments and layout stay"),
		strict: flag("Answer 1 for warnings as well"),
		quiet: flag("Show errors only", "q"),
	},

	async run(args, session: Session<Finding & { type: "finding" }>): Promise<ValidateResult> {
		const { documents, problems, skipped } = await session.readAll(args.files);
		if (documents.length === 0 && problems[0] !== undefined) throw problems[0];
		const mended = args.fix
			? (await import("../files/fix-documents.ts")).fixDocuments(documents, session.host)
			: undefined;
		const checked = mended?.documents ?? documents;
		const findings = validateDocuments(checked, { now: session.host.now() }).findings.filter(
			({ severity }) => severity === "error" || !args.quiet,
		);
		for (const finding of findings) session.emit({ type: "finding", ...finding });
		const fixed = mended?.fixed ?? new Map();
		const unread = problems.map((problem) => factsOf(problem, session.host.version));
		return { ...resultOf(checked, findings, fixed), skipped, problems: unread, strict: args.strict };
	},

	exit({ counts, strict, problems }) {
		if (problems.length > 0) return 2;
		return counts.errors > 0 || (strict && counts.warnings > 0) ? 1 : 0;
	},

	views: {
		result: findingsReport,
		json: ({ files, skipped, problems, counts }) => ({
			files: files.map(withoutDocument),
			skipped,
			unreadable: problems,
			counts,
		}),
		summary: ({ counts, skipped, problems }) => ({ ...counts, skipped, unreadable: problems }),
	},
	formats: {
		sarif: {
			view: (result: ValidateResult, version) => sarifLog(result, version),
			problem: (facts, version) => sarifLog({ files: [], problems: [facts] }, version),
		},
		github: {
			view: (result: ValidateResult) => githubAnnotations(result),
			problem: (facts) => githubAnnotations({ files: [], problems: [facts] }),
		},
	},
});

function withoutDocument({ source, jobs, findings, fixed }: ValidatedFile): ValidatedFile {
	return { source, jobs, findings, fixed };
}

function resultOf(
	documents: readonly JobDocument[],
	findings: readonly Finding[],
	fixed: ReadonlyMap<string, number>,
): Pick<ValidateResult, "files" | "counts"> {
	const bySource = Map.groupBy(findings, ({ range }) => range.source);
	const files = documents.map((document) => ({
		source: document.source,
		jobs: document.values.length,
		findings: bySource.get(document.source) ?? [],
		fixed: fixed.get(document.source) ?? 0,
		document,
	}));
	const countOf = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
	return {
		files,
		counts: {
			jobs: files.reduce((sum, { jobs }) => sum + jobs, 0),
			errors: countOf("error"),
			warnings: countOf("warning"),
			notes: countOf("note"),
			fixed: files.reduce((sum, { fixed }) => sum + fixed, 0),
		},
	};
}
