import { DocumentError } from "@chronos-job/core";
import { findingBlocks } from "../render/findings.ts";
import { paint } from "../render/paint.ts";
import type { Screen } from "../host.ts";
import { errorText } from "../render/error-text.ts";
import { factsOf } from "./error-facts.ts";
import { inContext } from "../render/in-context.ts";
import type { Writer, WriterOptions } from "./output.ts";
import { noProgress, openProgress } from "../terminal/progress.ts";

/** Sentences: results on stdout, everything else on stderr. */
export function humanWriter({ host, screen, command, verbose, quiet, context }: WriterOptions): Writer {
	const line = screen.overwrites === true && !quiet ? openProgress(host, screen) : noProgress;
	let isMidLine = false;
	function print(text: string | Uint8Array): void {
		if (text.length === 0) return;
		line.hide();
		host.stdout.write(text);
		isMidLine = !lineEnds.has(text.at(-1));
	}
	function complain(text: string | Uint8Array): void {
		line.hide();
		host.stderr.write(text);
	}
	return {
		event(event) {
			print(command?.views.event?.(event, screen) ?? "");
			const aside = command?.views.eventAside?.(event, screen) ?? "";
			if (aside.length > 0) complain(aside);
		},
		note: (text) => void (quiet || complain(`${paint(screen).dim(inContext(text, context))}\n`)),
		result: (result) => print(inContext(command?.views.result(result, screen) ?? "", context)),
		problem(error) {
			if (error instanceof DocumentError) complain(documentProblems(error, screen));
			complain(errorText(factsOf(error, host.version, context), { screen, verbose }));
		},
		// What a job has written stays, also as long as its line has not ended.
		progress: { ...line, show: (text) => void (isMidLine || line.show(text)) },
	};
}

/** As a character and as a byte. */
const lineEnds: ReadonlySet<unknown> = new Set(["\n", 10]);

function documentProblems({ documents, findings }: DocumentError, screen: Screen): string {
	const bySource = Map.groupBy(findings, ({ range }) => range.source);
	const blocks = documents.flatMap((document) => findingBlocks(document, bySource.get(document.source) ?? [], screen));
	return blocks.map((block) => `${block}\n`).join("");
}
