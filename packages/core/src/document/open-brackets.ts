import type { Edit } from "./finding.ts";
import { guessClosing, guessOpen, type Closing, type Opener } from "./guess-bracket.ts";
import { isLineEnd, lineStartBefore, skipTrivia } from "./json-characters.ts";
import type { JsonScanner } from "./json-scanner.ts";
import type { Mistakes } from "./mistakes.ts";
import type { LineTable } from "./position.ts";
import { strayBracket, tooDeep, unclosed, wrongBracket } from "./structure-mistakes.ts";

const DEEPEST = 100;
/** A text in which this many brackets do not fit is not worth a closer look. */
const MOST_GUESSES = 30;
/** The start of braces that only their fields show. */
export const IMPLIED = -1;

export interface Reading {
	readonly scanner: JsonScanner;
	readonly mistakes: Mistakes;
	readonly lines: LineTable;
}

/** A bracket, and the place before which it was not closed. */
interface Suspect {
	readonly start: number;
	readonly before: number;
}

/** The brackets around the scanner, and what to think when one of them does not fit. */
export class OpenBrackets {
	readonly #scanner: JsonScanner;
	readonly #mistakes: Mistakes;
	readonly #lines: LineTable;
	readonly #kinds: Opener[] = [];
	readonly #starts: number[] = [];
	/** What has already shown that a bracket before it is unclosed. */
	#shownBy = -1;
	/** Brackets that may have been closed by the closing bracket of another one. */
	readonly #suspects: Suspect[] = [];
	#guesses = 0;
	#isStopped = false;
	#hasOwnCloser = false;

	constructor({ scanner, mistakes, lines }: Reading) {
		this.#scanner = scanner;
		this.#mistakes = mistakes;
		this.#lines = lines;
	}

	/** Whether the bracket closed last had its own closing bracket. */
	get hasOwnCloser(): boolean {
		return this.#hasOwnCloser;
	}

	get isInObject(): boolean {
		return this.#kinds.at(-2) === "{";
	}

	/** Whether the scanner's token has already been explained by an unclosed bracket before it. */
	get isExplained(): boolean {
		return this.#shownBy === this.#scanner.start;
	}

	/** Whether the text ends here, although brackets are open. */
	endsAt(offset: number): boolean {
		const { text } = this.#scanner;
		return this.#kinds.length > 0 && skipTrivia(text, offset) === text.length;
	}

	/** Goes behind an opening bracket; false at the end of all patience. */
	open(kind: Opener, start: number): boolean {
		if (this.#kinds.length >= DEEPEST) {
			this.#stop();
			return false;
		}
		this.#kinds.push(kind);
		this.#starts.push(start);
		if (start !== IMPLIED) this.#scanner.next();
		return true;
	}

	/** Whether the innermost bracket ends at the scanner's token, going behind that token if it belongs to the bracket. */
	closes(closer: "}" | "]"): boolean {
		const scanner = this.#scanner;
		while (scanner.kind !== closer) {
			if (scanner.kind === "end") return this.#endsWithText();
			if (scanner.kind === "{" && closer === "}") return this.#endsBeforeObject();
			if (scanner.kind !== "}" && scanner.kind !== "]") return false;
			const closing = this.#guess();
			if (closing === "close") return this.#endsBefore(scanner.start);
			if (closing === "replace") return this.#endsWrongly();
			this.#mistakes.report(strayBracket(scanner.start, scanner.end, scanner.kind));
			this.#skipStray();
		}
		this.#suspectIndent();
		scanner.next();
		return this.#pop(true);
	}

	/** What a field inside a list means: the list's end was forgotten, or the field's own braces, or neither. */
	fieldInList(offset: number): "end" | "fields" | "stray" {
		const open = this.#kinds;
		if (!this.#mayGuess()) return "stray";
		const ended = open.at(-2) === "{" ? open.slice(0, -1) : undefined;
		const best = guessOpen(this.#scanner.text, offset, [ended, [...open, "{"], open]);
		if (best === 0) this.#endsBefore(offset);
		return (["end", "fields", "stray"] as const)[best] ?? "stray";
	}

	/** Whether what stands here belongs into brackets of its own, of which the opening one was forgotten. */
	isUnopened(opener: Opener, offset: number): boolean {
		const open = this.#kinds;
		const readings = [open.slice(0, open.lastIndexOf("[") + 1), open, [...open, opener]];
		return this.#mayGuess() && guessOpen(this.#scanner.text, offset, readings) === 2;
	}

	#mayGuess(): boolean {
		this.#guesses += 1;
		return this.#guesses <= MOST_GUESSES;
	}

	/** A comma behind it belongs to the item before it. */
	#skipStray(): void {
		this.#scanner.next();
		if (this.#scanner.kind === ",") this.#scanner.next();
	}

	#pop(hasOwnCloser: boolean): true {
		this.#kinds.pop();
		this.#starts.pop();
		this.#hasOwnCloser = hasOwnCloser;
		return true;
	}

	#stop(): void {
		const { text, start } = this.#scanner;
		this.#isStopped = true;
		this.#mistakes.report(tooDeep(start, DEEPEST));
		this.#scanner.moveTo(text.length, start + 1);
	}

	#guess(): Closing {
		const { text, start, kind } = this.#scanner;
		if (this.#mayGuess()) return guessClosing(text, start, this.#kinds);
		return this.#kinds.includes(kind === "}" ? "{" : "[") ? "close" : "skip";
	}

	#endsBefore(offset: number): true {
		this.#report(offset);
		this.#shownBy = offset;
		return this.#pop(false);
	}

	#endsBeforeObject(): boolean {
		const { text, start } = this.#scanner;
		const outer = this.#kinds.lastIndexOf("[") + 1;
		if (outer === 0 || !this.#mayGuess()) return false;
		const readings = [this.#kinds.slice(0, outer), this.#kinds, [...this.#kinds, "["] as const];
		const isEnd = guessOpen(text, start, readings) === 0;
		return isEnd && this.#endsBefore(start);
	}

	#endsWrongly(): true {
		const scanner = this.#scanner;
		const opener = this.#kinds.at(-1) ?? "{";
		const openAt = this.#lines.positionAt(this.#starts.at(-1) ?? 0);
		this.#mistakes.report(wrongBracket(scanner.start, opener, openAt));
		scanner.next();
		return this.#pop(true);
	}

	#endsWithText(): true {
		const isExplained = this.#isStopped || this.#mistakes.has((mistake) => mistake.swallowsRest === true);
		if (!isExplained) this.#report(this.#scanner.start);
		this.#isStopped = true;
		return this.#pop(false);
	}

	/** A bracket that closes further left than its line began was probably forgotten, and this one belongs to an outer one. */
	#suspectIndent(): void {
		const { text, start } = this.#scanner;
		const opener = this.#starts.at(-1) ?? IMPLIED;
		const closing = indentBefore(text, start);
		if (opener !== IMPLIED && closing !== undefined && closing < indentOfLine(text, opener)) {
			this.#suspects.push({ start: opener, before: start });
		}
	}

	#report(before: number): void {
		const innermost = this.#starts.at(-1) ?? IMPLIED;
		if (innermost === IMPLIED || this.#shownBy === before) return;
		const { text, kind } = this.#scanner;
		const suspect = this.#suspects.find(({ start }) => start > innermost);
		if (suspect === undefined) this.#reportBracket({ start: innermost, before }, kind === "end", []);
		else
			this.#reportBracket(suspect, false, kind === "end" && this.#kinds.length > 1 ? [] : editsToClose(text, suspect));
	}

	#reportBracket({ start, before }: Suspect, atEnd: boolean, edits: readonly Edit[]): void {
		const bracket = this.#scanner.text.charAt(start);
		this.#mistakes.report(unclosed({ bracket, start, before: this.#lines.positionAt(before), atEnd, edits }));
	}
}

/** Where only the bracket's own content is indented deeper than it, its end is certain: the line of the next bracket. */
function editsToClose(text: string, { start, before }: Suspect): readonly Edit[] {
	const lineStart = lineStartBefore(text, before);
	const indent = /^[ \t]*/u.exec(text.slice(lineStartBefore(text, start), start))?.[0] ?? "";
	const inside = text.slice(start + 1, lineStart).split(/\r\n|\n|\r/u);
	const isDeeper = inside
		.slice(1)
		.every((line) => line.trim() === "" || (/^[ \t]/u.test(line.slice(indent.length)) && line.startsWith(indent)));
	if (!isDeeper || (inside[0] ?? "").trim() !== "") return [];
	const newline = text.startsWith("\r\n", lineStart - 2) ? "\r\n" : "\n";
	return [{ start: lineStart, end: lineStart, text: indent + (text.charAt(start) === "[" ? "]" : "}") + newline }];
}

/** How many blanks stand before the first character of a line; undefined when it is not the first. */
function indentBefore(text: string, offset: number): number | undefined {
	let start = offset;
	while (/[ \t]/u.test(text.charAt(start - 1))) start -= 1;
	return start === 0 || isLineEnd(text.charCodeAt(start - 1)) ? offset - start : undefined;
}

// A longer line is not indented by anybody who cares.
const LONGEST = 500;

function indentOfLine(text: string, offset: number): number {
	const line =
		text
			.slice(Math.max(0, offset - LONGEST), offset)
			.split(/[\r\n]/u)
			.at(-1) ?? "";
	return line.length - line.trimStart().length;
}
