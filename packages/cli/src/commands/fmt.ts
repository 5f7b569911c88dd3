import { DocumentError, formatDocument, type JobDocument } from "@chronos-job/core";
import { jobLayout } from "@chronos-job/schemas";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { resolve } from "../files/unreadable.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import type { Host } from "../host.ts";

export interface FormattedFile {
	readonly source: string;
	readonly changed: boolean;
	/** Only for standard input, which has no file to write to. */
	readonly text?: string;
}

export const fmt = defineCommand({
	name: "fmt <files..>",
	theme: "files",
	about: "Bring job files into the usual order and layout; comments stay with their fields",
	examples: [
		{ line: "chronos-job fmt --check .", about: "See which files are not in the usual layout" },
		{ line: "chronos-job fmt hello.json", about: "Rewrite one file" },
	],
	args: {
		files: files("Job files, folders of them, or - to format standard input to standard output"),
		check: flag("Change nothing; answer 1 when a file would change"),
	},

	async run(args, { host, readDocuments }) {
		const documents = await readDocuments(args.files);
		return {
			files: documents.map((document) => formatFile(document, { host, isCheck: args.check })),
			check: args.check,
		};
	},

	exit: ({ files, check }) => (check && files.some(({ changed }) => changed) ? 1 : 0),

	views: {
		result: ({ files, check }) => files.map((file) => lineOf(file, check)).join(""),
	},
});

function formatFile(
	document: JobDocument,
	{ host, isCheck }: { readonly host: Host; readonly isCheck: boolean },
): FormattedFile {
	const { source, text } = document;
	const errors = document.findings.filter(({ severity }) => severity === "error");
	const formatted = errors.length > 0 ? { text: undefined, findings: errors } : formatDocument(text, source, jobLayout);
	if (formatted.text === undefined) {
		throw new DocumentError(`${source} cannot be formatted before it can be read`, {
			findings: formatted.findings,
			documents: [document],
		});
	}
	const changed = formatted.text !== text;
	if (source === "-") return { source, changed, ...(!isCheck && { text: formatted.text }) };
	if (changed && !isCheck) writeWholeFile(host.files, resolve(host, source), formatted.text);
	return { source, changed };
}

function lineOf({ source, changed, text }: FormattedFile, isCheck: boolean): string {
	if (text !== undefined) return text;
	if (!changed) return "";
	return isCheck ? `${source} is not in the usual layout\n` : `formatted ${source}\n`;
}
