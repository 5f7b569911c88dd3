import { isAtName } from "./field-name.ts";
import { foreignText } from "./foreign-text.ts";
import { lineEndAfter } from "./json-characters.ts";
import { JsonParser } from "./json-parser.ts";
import { JsonScanner } from "./json-scanner.ts";
import { jobsIn, type JobsText } from "./jobs-in.ts";
import { Mistakes } from "./mistakes.ts";
import type { LineTable } from "./position.ts";
import { readRest, type Root, type RootReading } from "./read-rest.ts";
import { byteOrderMark, emptyText } from "./text-mistakes.ts";

/** Reads a text of which only its author knows what it means. */
export function repairJobs(text: string, lines: LineTable): JobsText {
	const mistakes = new Mistakes();
	const scanner = new JsonScanner(text, mistakes);
	const parser = new JsonParser({ scanner, mistakes, lines });
	const begin = text.startsWith("\uFEFF") ? 1 : 0;
	if (begin > 0) mistakes.report(byteOrderMark);
	scanner.moveTo(begin, begin);
	const first = scanner.start;
	const roots = readRoots({ parser, scanner, mistakes });
	if (roots === undefined || isGarbage(parser, mistakes)) {
		mistakes.dropFrom(begin);
		mistakes.report(foreignText(text, first));
		return { values: [], jobNodes: [], indexes: undefined, nodes: parser.nodes, mistakes: mistakes.sorted() };
	}
	if (first === text.length && !mistakes.has((mistake) => mistake.swallowsRest === true))
		mistakes.report(emptyText(text));
	const jobs = jobsIn(roots, parser.nodes, mistakes);
	parser.nodes.trim();
	return { ...jobs, nodes: parser.nodes, mistakes: mistakes.sorted() };
}

/** The outermost values; undefined when the text is something else than JSON. */
function readRoots({ parser, scanner, mistakes }: RootReading): readonly Root[] | undefined {
	const { kind } = scanner;
	if (kind === "end") return [];
	const node = parser.nodes.count;
	if (isAtName(scanner)) return isLikeJson(scanner) ? [{ node, value: parser.fieldsWithoutBraces() }] : undefined;
	const isScalar = isScalarAt(scanner);
	const root = { node, value: parser.value() };
	if (kind === "{" || kind === "[") return [root, ...readRest({ parser, scanner, mistakes }, root)];
	return isScalar && scanner.kind === "end" ? [root] : undefined;
}

/** Other quotes than " at the very beginning rather belong to Markdown or a script. */
function isScalarAt({ kind, text, start }: JsonScanner): boolean {
	return kind === "number" || kind === "literal" || (kind === "string" && text.charAt(start) === '"');
}

/** Whether a text that begins with a name has lost its braces, and is no YAML. */
function isLikeJson({ kind, text, start }: JsonScanner): boolean {
	const line = text.slice(start, lineEndAfter(text, start)).trimEnd();
	return kind === "string" || line.endsWith(",") || line.endsWith("}");
}

const garbage: ReadonlySet<string> = new Set([
	"syntax.bare-word",
	"syntax.missing-key",
	"syntax.missing-value",
	"syntax.unclosed-string",
]);

function isGarbage(parser: JsonParser, mistakes: Mistakes): boolean {
	return parser.fields === 0 && mistakes.reports > 2 && mistakes.has(({ code }) => garbage.has(code));
}
