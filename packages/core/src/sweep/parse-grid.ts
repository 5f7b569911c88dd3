import { crossParams } from "./cross-params.ts";
import { isParamName, mostRows, type Params, type ParsedParams, problem } from "./params.ts";

/** Reads words like `lr=0.1,0.01`, `seed=1..5`, `width=8..64..8` and `data="a,b",c`: every value with every other. */
export function parseGrid(words: readonly string[]): ParsedParams {
	const factors: Params[] = [];
	for (const word of words) {
		const parsed = parseFactor(word);
		if (parsed.kind === "problem") return parsed;
		factors.push(parsed.params);
	}
	return crossParams(factors);
}

function parseFactor(word: string): ParsedParams {
	const [, name = "", list = ""] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
	if (!isParamName(name)) {
		return problem(`"${word}" does not say which parameter takes which values`, "Write it like `seed=1..5`.");
	}
	const items = itemsOf(list);
	if (items === undefined) {
		return problem(`a quotation mark in "${word}" is never closed`, `Write it like \`'${name}="a,b",c'\`.`);
	}
	return factorOf(word, name, items);
}

function factorOf(word: string, name: string, items: readonly Item[]): ParsedParams {
	const values: string[] = [];
	for (const item of items) {
		const found = valuesOf(item, word);
		if (found.kind === "problem") return found;
		values.push(...found.values);
	}
	const twice = values.find((value, index) => values.indexOf(value) !== index);
	if (twice !== undefined) return problem(`"${word}" has the value ${JSON.stringify(twice)} twice`, "Leave one out.");
	return { kind: "params", params: { names: [name], rows: values.map((value) => [value]) } };
}

interface Item {
	readonly text: string;
	readonly isQuoted: boolean;
}

/** What stands between commas that are not in quotation marks; undefined when one is left open. */
function itemsOf(list: string): readonly Item[] | undefined {
	const items = [...list.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,"][^,]*|)(?=,|$))/g)];
	const isWhole = items.reduce((length, [whole]) => length + whole.length, 0) === list.length;
	if (!isWhole) return undefined;
	return items.map(([, quoted, plain = ""]) =>
		quoted === undefined
			? { text: plain.trim(), isQuoted: false }
			: { text: quoted.replaceAll('""', '"'), isQuoted: true },
	);
}

type Values = { readonly kind: "values"; readonly values: readonly string[] } | ReturnType<typeof problem>;

function valuesOf({ text, isQuoted }: Item, word: string): Values {
	if (isQuoted) return { kind: "values", values: [text] };
	if (text === "")
		return problem(`"${word}" has an empty value`, 'Leave the comma out, or write "" for an empty text.');
	const [, from, to, step] = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text) ?? [];
	if (from !== undefined && to !== undefined) return rangeOf({ from, to, step }, word);
	if (!/^[-+.\d]+\.\.[-+.\de]+$/i.test(text)) return { kind: "values", values: [text] };
	return problem(`the range ${text} in "${word}" is not one of whole numbers`, "List its values with commas between.");
}

interface Range {
	readonly from: string;
	readonly to: string;
	readonly step: string | undefined;
}

function rangeOf({ from, to, step = "1" }: Range, word: string): Values {
	const [first, last, width] = [Number(from), Number(to), Math.abs(Number(step))];
	if (width === 0) return problem(`the range in "${word}" goes on in steps of 0`, "Write a step of 1 or more.");
	const count = Math.floor(Math.abs(last - first) / width) + 1;
	if (!(count <= mostRows) || ![first, last].every(Number.isSafeInteger)) {
		return problem(`the range in "${word}" has more than ${mostRows} values`, "Write a shorter range.");
	}
	const direction = first <= last ? width : -width;
	const digits = [from, to].some((text) => /^-?0\d/.test(text)) ? Math.max(from.length, to.length) : 0;
	const values = Array.from({ length: count }, (_, index) => padded(first + index * direction, digits));
	return { kind: "values", values };
}

/** `01..10` is 01, 02 and so on, as in a shell. */
function padded(value: number, digits: number): string {
	const sign = value < 0 ? "-" : "";
	return `${sign}${String(Math.abs(value)).padStart(digits - sign.length, "0")}`;
}
