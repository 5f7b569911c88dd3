import { isAtName } from "./field-name.ts";
import type { JsonScanner } from "./json-scanner.ts";
import type { OpenBrackets, Reading } from "./open-brackets.ts";
import { missingComma, strayText, trailingComma } from "./structure-mistakes.ts";

type Closer = "}" | "]";

/** Goes from one item to the next, over a comma or over whatever stands in its place. */
export class Separators {
	readonly #reading: Reading;
	readonly #brackets: OpenBrackets;
	readonly #discardValue: () => void;

	constructor(reading: Reading, brackets: OpenBrackets, discardValue: () => void) {
		this.#reading = reading;
		this.#brackets = brackets;
		this.#discardValue = discardValue;
	}

	/** Complains about no junk when something about the item has been reported since there were `reports`. */
	skip(closer: Closer, reports: number): void {
		const { scanner } = this.#reading;
		if (scanner.kind === ",") this.#skipComma(closer);
		else if (this.#isSettled(closer)) return;
		else if (scanner.text.charAt(scanner.start) === ";") this.#skipSemicolon();
		else if (this.#isAtItem(closer)) this.#reportMissing(reports);
		else this.skipJunk(closer, reports);
	}

	/** Goes over commas that no item stands before. */
	skipLeading(): void {
		const { scanner, mistakes } = this.#reading;
		const start = this.#skipCommas() ?? 0;
		mistakes.report(trailingComma(start, scanner.previousEnd));
	}

	/** Goes over what belongs to nothing, up to the next item. */
	skipJunk(closer: Closer, reports: number): void {
		const { scanner, mistakes } = this.#reading;
		const { start, end, text } = scanner;
		if (mistakes.reports === reports) mistakes.report(strayText(start, end, text.slice(start, end)));
		mistakes.mute(() => {
			do this.#discardValue();
			while (!this.#isItemEnd(closer));
		});
	}

	#skipComma(closer: Closer): void {
		const { scanner, mistakes } = this.#reading;
		const { start } = scanner;
		scanner.next();
		const extra = this.#skipCommas();
		if (scanner.kind === closer) mistakes.report(trailingComma(start, scanner.previousEnd));
		else if (extra !== undefined && scanner.kind !== "end") mistakes.report(trailingComma(extra, scanner.previousEnd));
	}

	/** Answers where the first of them was. */
	#skipCommas(): number | undefined {
		const { scanner } = this.#reading;
		if (scanner.kind !== ",") return undefined;
		const { start } = scanner;
		while (scanner.kind === ",") scanner.next();
		return start;
	}

	/** Whether what follows the last item needs no comma before it, or is going to be explained otherwise. */
	#isSettled(closer: Closer): boolean {
		const { scanner } = this.#reading;
		const { kind } = scanner;
		if (kind === "}" || kind === "]" || kind === "end" || this.#brackets.isExplained) return true;
		if (closer === "}") return kind === "{";
		return kind === "string" && this.#brackets.isInObject && isAtName(scanner);
	}

	#skipSemicolon(): void {
		const { scanner, mistakes } = this.#reading;
		mistakes.report(missingComma(scanner.start, scanner.end, ";"));
		scanner.next();
	}

	#reportMissing(reports: number): void {
		const { scanner, mistakes } = this.#reading;
		const { text, start, end, previousEnd } = scanner;
		// A field without a value has no end that a comma could follow.
		const isExplained = mistakes.reports > reports && mistakes.last?.code === "syntax.missing-value";
		if (!isExplained) mistakes.report(missingComma(previousEnd, previousEnd, text.slice(start, end)));
	}

	#isItemEnd(closer: Closer): boolean {
		const { scanner } = this.#reading;
		const { kind } = scanner;
		if (kind === "," || kind === "}" || kind === "]" || kind === "end") return true;
		return isOnNewLine(scanner) && this.#isAtItem(closer);
	}

	#isAtItem(closer: Closer): boolean {
		const { scanner } = this.#reading;
		if (closer === "}") return isAtName(scanner);
		return scanner.kind !== ":" && (scanner.kind !== "word" || /\w/u.test(scanner.text.charAt(scanner.start)));
	}
}

/** Whether the scanner's token stands on a later line than the one before it. */
export function isOnNewLine({ text, previousEnd, start }: JsonScanner): boolean {
	return /[\r\n]/u.test(text.slice(previousEnd, start));
}
