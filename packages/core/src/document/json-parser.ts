import { bareValueEnd, isTemplateAt } from "./bare-run.ts";
import { isAtName, readColon, readName, type FieldName } from "./field-name.ts";
import type { Span } from "./escapes.ts";
import type { Opener } from "./guess-bracket.ts";
import { JsonNodes } from "./json-nodes.ts";
import { readBareValue } from "./odd-text.ts";
import { IMPLIED, OpenBrackets, type Reading } from "./open-brackets.ts";
import { repairString } from "./repair-string.ts";
import { isOnNewLine, Separators } from "./separators.ts";
import { reportDuplicate, setField, type Fields } from "./set-field.ts";
import { missingKey, missingValue, unopened } from "./structure-mistakes.ts";

const NO_KEY = -1;
/** Looking around a text takes its time, and a file that needs it more often is no job file. */
const MOST_REPAIRS = 500;

/** Where a value was begun, as far as it takes to begin it again. */
interface Start {
	readonly child: number;
	readonly start: number;
	readonly previousEnd: number;
}

interface WrittenField extends Start {
	readonly key: FieldName;
}

/** The object that fields are being read into. */
interface Into {
	readonly object: Fields;
	readonly node: number;
	readonly reports: number;
}

/** Builds values and nodes from tokens, and goes on after a mistake as its author would. */
export class JsonParser {
	readonly nodes = new JsonNodes();
	readonly #reading: Reading;
	readonly #brackets: OpenBrackets;
	readonly #separators: Separators;
	#fields = 0;
	#repairs = 0;

	constructor(reading: Reading) {
		this.#reading = reading;
		this.#brackets = new OpenBrackets(reading);
		this.#separators = new Separators(reading, this.#brackets, () => this.#discardValue());
	}

	/** How many fields have been read that have a name and a value. */
	get fields(): number {
		return this.#fields;
	}

	/** Reads the value at the scanner and goes behind it; undefined when it has no meaning. */
	value(keyStart = NO_KEY, keyEnd = NO_KEY): unknown {
		const { kind, text, start } = this.#reading.scanner;
		if (kind === "string") return this.#string(keyStart, keyEnd);
		if (kind === "number" || kind === "literal") return this.#scalar(keyStart, keyEnd);
		if (kind === "[") return this.#list(keyStart, keyEnd);
		if (kind === "{")
			return isTemplateAt(text, start) ? this.#bareValue(keyStart, keyEnd) : this.#object(keyStart, keyEnd);
		return kind === "word" ? this.#bareValue(keyStart, keyEnd) : undefined;
	}

	/** Reads fields that stand outside of any braces. */
	fieldsWithoutBraces(key?: Span): unknown {
		const node = this.nodes.begin(key?.start ?? NO_KEY, key?.end ?? NO_KEY, this.#reading.scanner.start);
		const object: Fields = {};
		if (this.#brackets.open("{", IMPLIED)) this.#readFields(object, node);
		this.#finishUnopened("{", node);
		return object;
	}

	/** Reads elements that stand outside of any brackets. */
	elementsWithoutBrackets(key: Span): unknown {
		const node = this.nodes.begin(key.start, key.end, this.#reading.scanner.start);
		const list: unknown[] = [];
		if (this.#brackets.open("[", IMPLIED)) this.#readElements(list);
		this.#finishUnopened("[", node);
		return list;
	}

	#finishUnopened(opener: Opener, node: number): void {
		const { scanner, mistakes } = this.#reading;
		const place = { start: this.nodes.start(node), end: scanner.previousEnd, isClosed: this.#brackets.hasOwnCloser };
		this.nodes.finish(node, place.end);
		mistakes.report(unopened(scanner.text, opener, place));
	}

	#scalar(keyStart: number, keyEnd: number): unknown {
		const { scanner } = this.#reading;
		const { value } = scanner;
		const node = this.nodes.begin(keyStart, keyEnd, scanner.start);
		this.nodes.finish(node, scanner.end);
		scanner.next();
		return value;
	}

	#string(keyStart: number, keyEnd: number): unknown {
		const node = this.nodes.count;
		const value = this.#scalar(keyStart, keyEnd);
		const { kind } = this.#reading.scanner;
		return kind === "word" || kind === "string" ? this.#repairedString(node, value) : value;
	}

	/** A text directly behind which another one follows has probably been closed in the wrong place. */
	#repairedString(node: number, value: unknown): unknown {
		const { scanner, mistakes } = this.#reading;
		const start = this.nodes.start(node);
		const end = this.nodes.end(node);
		const isApart = scanner.kind === "string" ? scanner.start > end || isAtName(scanner) : isOnNewLine(scanner);
		const repair = isApart || this.#repairs > MOST_REPAIRS ? undefined : repairString(scanner.text, start, end);
		this.#repairs += isApart ? 0 : 1;
		if (repair === undefined) return value;
		mistakes.dropFrom(start);
		for (const mistake of repair.mistakes) mistakes.report(mistake);
		this.nodes.finish(node, repair.end);
		scanner.moveTo(repair.end, repair.end);
		return repair.value;
	}

	#bareValue(keyStart: number, keyEnd: number): unknown {
		const { scanner, mistakes } = this.#reading;
		const { text, start } = scanner;
		const end = bareValueEnd(text, start);
		const { value, mistake } = readBareValue(text, start, end);
		// A text that ends too early says so itself.
		if (mistake !== undefined && !this.#brackets.endsAt(end)) mistakes.report(mistake);
		this.nodes.finish(this.nodes.begin(keyStart, keyEnd, start), end);
		scanner.stretch(end);
		scanner.next();
		return value;
	}

	#object(keyStart: number, keyEnd: number): unknown {
		const { scanner } = this.#reading;
		const node = this.nodes.begin(keyStart, keyEnd, scanner.start);
		const object: Fields = {};
		if (this.#brackets.open("{", scanner.start)) this.#readFields(object, node);
		this.nodes.finish(node, scanner.previousEnd);
		return object;
	}

	#readFields(object: Fields, node: number): void {
		const { scanner, mistakes } = this.#reading;
		let last: WrittenField | undefined;
		while (!this.#brackets.closes("}")) {
			const { reports } = mistakes;
			if (scanner.kind === ",") this.#separators.skipLeading();
			else {
				last = this.#item({ object, node, reports }, last);
				this.#separators.skip("}", reports);
			}
		}
	}

	#item(into: Into, last: WrittenField | undefined): WrittenField | undefined {
		const { scanner } = this.#reading;
		const { start } = scanner;
		const name = readName(this.#reading);
		const isElement = name === undefined ? scanner.kind === "{" : scanner.kind === "," || scanner.kind === "]";
		if (isElement && last !== undefined && this.#brackets.isUnopened("[", start)) {
			this.#readAgain(last);
			setField(into.object, last.key.name, this.elementsWithoutBrackets(last.key));
			return undefined;
		}
		if (name !== undefined) return readColon(this.#reading, name) ? this.#field(into, name) : undefined;
		this.#nameless(into.reports);
		return undefined;
	}

	#field({ object, node }: Into, key: FieldName): WrittenField {
		const { scanner } = this.#reading;
		const { start, previousEnd } = scanner;
		const child = this.nodes.count;
		const field = { key, child, start, previousEnd };
		let value = this.value(key.start, key.end);
		if (scanner.kind === ":" && typeof value === "string") {
			this.#readAgain(field);
			value = this.#valueBeforeName(key);
		}
		if (value === undefined) this.nodes.dropFrom(child);
		else if (setField(object, key.name, value)) {
			reportDuplicate(this.#reading, this.nodes, { ...key, first: node + 1, last: child });
		}
		this.#fields += 1;
		return field;
	}

	/** Where a value should be, the name of a field stands: the value is missing, or only its brace is. */
	#valueBeforeName(key: FieldName): unknown {
		const { scanner, mistakes } = this.#reading;
		if (this.#brackets.isUnopened("{", scanner.start)) return this.fieldsWithoutBraces(key);
		mistakes.report(missingValue(key.start, key.end, key.name));
		return undefined;
	}

	/** Goes over what stands in the place of a field's name. */
	#nameless(reports: number): void {
		const { scanner, mistakes } = this.#reading;
		const { kind, start, end } = scanner;
		if (kind === "word" || kind === "number" || kind === "literal") this.#separators.skipJunk("}", reports);
		else {
			mistakes.report(missingKey(start, end));
			if (kind === ":") scanner.next();
			mistakes.mute(() => this.#discardValue());
		}
	}

	#list(keyStart: number, keyEnd: number): unknown {
		const { scanner } = this.#reading;
		const node = this.nodes.begin(keyStart, keyEnd, scanner.start);
		const list: unknown[] = [];
		if (this.#brackets.open("[", scanner.start)) this.#readElements(list);
		this.nodes.finish(node, scanner.previousEnd);
		return list;
	}

	#readElements(list: unknown[]): void {
		const { scanner, mistakes } = this.#reading;
		while (!this.#brackets.closes("]")) {
			const { reports } = mistakes;
			if (scanner.kind === ",") this.#separators.skipLeading();
			else {
				if (!this.#element(list)) return;
				this.#separators.skip("]", reports);
			}
		}
	}

	/** False when the list has ended before what looked like its next element. */
	#element(list: unknown[]): boolean {
		const { scanner } = this.#reading;
		const { start, previousEnd } = scanner;
		const child = this.nodes.count;
		const value = this.value();
		if (scanner.kind !== ":" || typeof value !== "string") {
			if (value === undefined) this.nodes.dropFrom(child);
			else list.push(value);
			return true;
		}
		const meaning = this.#brackets.fieldInList(start);
		if (meaning !== "stray") this.#readAgain({ child, start, previousEnd });
		if (meaning !== "end") list.push(meaning === "fields" ? this.fieldsWithoutBraces() : value);
		return meaning !== "end";
	}

	#readAgain({ child, start, previousEnd }: Start): void {
		this.nodes.dropFrom(child);
		this.#reading.mistakes.dropFrom(start);
		this.#reading.scanner.moveTo(start, previousEnd);
	}

	#discardValue(): void {
		const { scanner } = this.#reading;
		const { count } = this.nodes;
		if (scanner.kind === "{" || scanner.kind === "[") this.value();
		else if (scanner.kind !== "}" && scanner.kind !== "]") scanner.next();
		this.nodes.dropFrom(count);
	}
}
