import type { Edit } from "./finding.ts";
import type { SyntaxCode } from "./syntax-codes.ts";

/** A syntax finding before its offsets became lines and columns. */
export interface Mistake {
	readonly code: SyntaxCode;
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	readonly message: string;
	readonly hint?: string;
	readonly fix?: { readonly title: string; readonly edits: readonly Edit[] };
	/** Set when it explains why the text seems to end too early. */
	readonly swallowsRest?: true;
}

const LIMIT = 50;

/** Collects what is wrong with one text, up to a limit that a person can still read. */
export class Mistakes {
	#list: Mistake[] = [];
	readonly #oddBlanks = new Set<number>();
	#muted = 0;
	#reports = 0;
	/** Where the first mistake beyond the limit was. */
	#overflow: number | undefined;

	/** Grows with every report, so that two looks at it tell whether there was one in between. */
	get reports(): number {
		return this.#reports;
	}

	get isFull(): boolean {
		return this.#overflow !== undefined;
	}

	/** The newest of those listed. */
	get last(): Mistake | undefined {
		return this.#list.at(-1);
	}

	report(mistake: Mistake): void {
		if (this.#muted > 0) return;
		this.#reports += 1;
		if (this.#list.length < LIMIT) this.#list.push(mistake);
		else this.#overflow ??= mistake.start;
	}

	/** A page copied from a browser has one of these on every line, and still is one mistake. */
	reportOddBlank(offset: number): void {
		this.#oddBlanks.add(offset);
	}

	/** Forgets what is reported from here on, because the text is going to be read again. */
	dropFrom(offset: number): void {
		this.#list = this.#list.filter((mistake) => mistake.start < offset);
		for (const blank of this.#oddBlanks) if (blank >= offset) this.#oddBlanks.delete(blank);
		if (this.#overflow !== undefined && this.#overflow >= offset) this.#overflow = undefined;
	}

	/** Forgets what only follows from a mistake of this kind. */
	keepOnly(code: SyntaxCode): void {
		this.#list = this.#list.filter((mistake) => mistake.code === code);
		this.#oddBlanks.clear();
		this.#overflow = undefined;
	}

	/** Does something whose own mistakes would only repeat one already reported. */
	mute<Result>(action: () => Result): Result {
		this.#muted += 1;
		const result = action();
		this.#muted -= 1;
		return result;
	}

	has(test: (mistake: Mistake) => boolean): boolean {
		return this.#list.some(test);
	}

	/** In the order of the text. */
	sorted(): readonly Mistake[] {
		const sorted = [...this.#list, ...oddBlankMistake([...this.#oddBlanks])].sort(
			(a, b) => a.start - b.start || a.end - b.end,
		);
		return this.#overflow === undefined ? sorted : [...sorted, tooMany(this.#overflow)];
	}
}

function oddBlankMistake(offsets: readonly number[]): readonly Mistake[] {
	const first = offsets[0];
	if (first === undefined) return [];
	const others = offsets.length === 1 ? "" : `, and ${offsets.length - 1} more of its kind`;
	return [
		{
			code: "syntax.full-width",
			start: first,
			end: first + 1,
			message: `this character looks like a space, but is none to JSON${others}`,
			hint: "Write plain spaces.",
			fix: {
				title: "write plain spaces",
				edits: offsets.map((offset) => ({ start: offset, end: offset + 1, text: " " })),
			},
		},
	];
}

function tooMany(offset: number): Mistake {
	return {
		code: "syntax.too-many",
		start: offset,
		end: offset,
		message: `there are more than ${LIMIT} mistakes, and those from here on are not listed`,
		hint: "Repair the ones above, then look again.",
	};
}
