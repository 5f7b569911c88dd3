import { DocumentError } from "@chronos-job/core";
import { findingBlocks } from "../render/findings.ts";
import { paint } from "../render/paint.ts";
import type { Screen } from "../host.ts";
import { errorText } from "../render/error-text.ts";
import { factsOf } from "./error-facts.ts";
import type { Writer, WriterOptions } from "./output.ts";

/** Sentences: results on stdout, everything else on stderr. */
export function humanWriter({ host, screen, command, verbose, quiet }: WriterOptions): Writer {
	return {
		event: (event) => host.stdout.write(command?.views.event?.(event, screen) ?? ""),
		note: (text) => void (quiet || host.stderr.write(`${paint(screen).dim(text)}\n`)),
		result: (result) => host.stdout.write(command?.views.result(result, screen) ?? ""),
		problem(error) {
			if (error instanceof DocumentError) host.stderr.write(documentProblems(error, screen));
			host.stderr.write(errorText(factsOf(error, host.version), { screen, verbose }));
		},
	};
}

function documentProblems({ documents, findings }: DocumentError, screen: Screen): string {
	const bySource = Map.groupBy(findings, ({ range }) => range.source);
	const blocks = documents.flatMap((document) => findingBlocks(document, bySource.get(document.source) ?? [], screen));
	return blocks.map((block) => `${block}\n`).join("");
}
