import { isParamName, mostRows, type ParamProblem, type ParsedParams } from "./params.ts";

export interface TableFormat {
	/** Told by the header when absent: a comma, or a semicolon where there is none. */
	readonly separator?: string | undefined;
}

/** Reads a CSV file whose first line has the names: with quotation marks, and without the lines that start with `#`. */
export function parseParamTable(text: string, { separator = separatorOf(text) }: TableFormat = {}): ParsedParams {
	const { records, end } = recordsOf(text, separator);
	const [header, ...rows] = records;
	const found =
		quoteProblem(text, end) ?? headerProblem(header) ?? records.map(rowProblem).find((each) => each !== undefined);
	if (found !== undefined) return { kind: "problem", problem: problemAt(text, found) };
	return { kind: "params", params: { names: header?.map(textOf) ?? [], rows: rows.map((row) => row.map(textOf)) } };
}

function separatorOf(text: string): string {
	const header = text.split(/\r?\n/).find((line) => !/^\s*(?:#|$)/.test(line)) ?? "";
	// What spreadsheets write where the comma is in the numbers.
	return header.includes(";") && !header.includes(",") ? ";" : ",";
}

interface Cell {
	readonly text: string;
	readonly offset: number;
}

type Row = readonly Cell[];

interface Rows {
	readonly records: readonly Row[];
	/** How far the text could be read. */
	readonly end: number;
}

function recordsOf(text: string, separator: string): Rows {
	const records: Cell[][] = [];
	let [row, end]: [Cell[], number] = [[], 0];
	for (const { 0: whole, index, groups = {} } of text.matchAll(cellPattern(separator))) {
		end = index + whole.length;
		const isCell = groups["skipped"] === undefined;
		// At the end of the text the pattern finds an empty cell once more.
		if (!isCell || (whole === "" && row.length === 0)) continue;
		row.push(cellOf(groups, index));
		if (groups["behind"] === separator) continue;
		records.push(row);
		row = [];
	}
	return { records, end };
}

function cellOf(groups: Readonly<Record<string, string | undefined>>, offset: number): Cell {
	const { quoted, plain = "" } = groups;
	return { text: quoted?.replaceAll('""', '"') ?? plain.trim(), offset };
}

/** A line to skip, or a cell with what stands behind it. */
function cellPattern(separator: string): RegExp {
	const skipped = String.raw`(?<skipped>(?<![^\n\uFEFF])\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?(?:\n|$)))`;
	const quoted = String.raw`\uFEFF? *"(?<quoted>(?:[^"]|"")*)" *`;
	const plain = String.raw`\uFEFF?(?! *")(?<plain>[^${separator}\r\n]*)`;
	return new RegExp(`${skipped}|(?:${quoted}|${plain})(?<behind>${separator}|\\r?\\n|$)`, "gy");
}

interface Flaw extends Omit<ParamProblem, "place"> {
	readonly offset: number;
}

function quoteProblem(text: string, end: number): Flaw | undefined {
	if (end === text.length) return undefined;
	const [quoted = ""] = /^\uFEFF? *"(?:[^"]|"")*"/.exec(text.slice(end)) ?? [];
	const hint = 'Write a quotation mark inside of a value twice, as in "5"" disk".';
	return quoted === ""
		? { offset: end, message: "a quotation mark is never closed", hint }
		: { offset: end + quoted.length, message: "there is something behind a closing quotation mark", hint };
}

function headerProblem(header: Row | undefined): Flaw | undefined {
	const hint = "Start with a line of names like `lr,seed`.";
	if (header === undefined) return { offset: 0, message: "there is no line with the names of the parameters", hint };
	const odd = header.find(({ text }) => !isParamName(text));
	if (odd !== undefined) {
		return { offset: odd.offset, message: `${JSON.stringify(odd.text)} is no name for a parameter`, hint };
	}
	const twice = header.find(({ text }, index) => header.findIndex((cell) => cell.text === text) !== index);
	return twice && { offset: twice.offset, message: `${twice.text} is there twice`, hint: "Rename one of the two." };
}

function rowProblem(row: Row, index: number, [header = []]: readonly Row[]): Flaw | undefined {
	const extra = row[header.length];
	const hint = "Put values with a separator in them into quotation marks.";
	if (extra !== undefined) {
		return { offset: extra.offset, message: `here is value ${row.length} of ${header.length}`, hint };
	}
	if (row.length < header.length) {
		const offset = row[0]?.offset ?? 0;
		return { offset, message: `the line has ${row.length} of ${header.length} values`, hint };
	}
	if (index <= mostRows) return undefined;
	const shorter = "Split the file.";
	return { offset: row[0]?.offset ?? 0, message: `no sweep has more than ${mostRows} jobs`, hint: shorter };
}

function problemAt(text: string, { offset, message, hint }: Flaw): ParamProblem {
	const before = text.slice(0, offset);
	const line = before.split("\n").length;
	const column = offset - before.lastIndexOf("\n") - (line === 1 && text.startsWith("\uFEFF") ? 1 : 0);
	return { message, hint, place: { line, column: Math.max(1, column) } };
}

function textOf({ text }: Cell): string {
	return text;
}
