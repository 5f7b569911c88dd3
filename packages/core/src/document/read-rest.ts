import type { JsonParser } from "./json-parser.ts";
import type { JsonScanner } from "./json-scanner.ts";
import type { Mistakes } from "./mistakes.ts";
import { strayBracket, trailingComma } from "./structure-mistakes.ts";
import { severalObjects, trailingText } from "./text-mistakes.ts";

/** An outermost value. */
export interface Root {
	readonly node: number;
	readonly value: unknown;
}

export interface RootReading {
	readonly parser: JsonParser;
	readonly scanner: JsonScanner;
	readonly mistakes: Mistakes;
}

/** Reads the objects that follow one that should have been alone, and complains about everything else there. */
export function readRest(reading: RootReading, first: Root): readonly Root[] {
	const { parser, scanner, mistakes } = reading;
	const others: Root[] = [];
	while (scanner.kind !== "end") {
		if (scanner.kind === "," || scanner.kind === "}" || scanner.kind === "]") skipMark(reading, others.length > 0);
		else if (scanner.kind === "{" && !Array.isArray(first.value)) {
			others.push({ node: parser.nodes.count, value: parser.value() });
		} else {
			mistakes.report(trailingText(scanner.text, scanner.start));
			break;
		}
	}
	if (others.length > 0) {
		const places = [first, ...others].map(({ node }) => ({
			start: parser.nodes.start(node),
			end: parser.nodes.end(node),
		}));
		mistakes.report(severalObjects(scanner.text, places));
	}
	return others;
}

function skipMark({ scanner, mistakes }: RootReading, isInSeries: boolean): void {
	const { kind, start, end } = scanner;
	scanner.next();
	if (kind === ",") {
		if (scanner.kind === "end") mistakes.report(trailingComma(start, end));
	} else if (kind === "}" || !isInSeries || scanner.kind !== "end") mistakes.report(strayBracket(start, end, kind));
}
