import { compileComparison, type Test } from "./filter-comparison.ts";
import { type FilterProblem, readTokens, type Token } from "./filter-tokens.ts";
import { findField, type NamedField } from "./job-fields.ts";

export interface Filter {
	readonly matches: Test;
	/** The fields that it looks at. */
	readonly fields: readonly NamedField[];
}

/** Reads an expression like `state=running and (errors>0 or not name~^etl)`. */
export function parseFilter(text: string, now: number): Filter | FilterProblem {
	const tokens = readTokens(text);
	if ("message" in tokens) return tokens;
	const misplaced = findMisplaced(tokens, text.length + 1);
	if (misplaced !== undefined) return misplaced;
	const comparisons = tokens.filter((token) => token.kind === "comparison");
	const tests = comparisons.map((comparison) => compileComparison(comparison, now));
	const problem = tests.find((test) => "message" in test);
	if (problem !== undefined && "message" in problem) return problem;
	const fields = comparisons.flatMap(({ field }) => findField(field) ?? []);
	const good = tests.filter((test) => typeof test === "function");
	return { matches: combine(tokens, good), fields: [...new Set(fields)] };
}

/** The first token that cannot stand where it does. */
function findMisplaced(tokens: readonly Token[], end: number): FilterProblem | undefined {
	const open: Token[] = [];
	let needsTest = true;
	for (const token of tokens) {
		const { kind, column } = token;
		if (needsTest !== ["comparison", "(", "not"].includes(kind)) return needsTest ? missing(token) : sideBySide(column);
		if (kind === "(") open.push(token);
		if (kind === ")" && open.pop() === undefined) return { column, message: 'a ")" closes nothing' };
		needsTest = kind !== "comparison" && kind !== ")";
	}
	if (needsTest) return { column: end, message: "a comparison is missing at the end" };
	const last = open.at(-1);
	return last && { column: last.column, message: 'a "(" is never closed' };
}

function missing({ kind, column }: Token): FilterProblem {
	return { column, message: `a comparison is missing before "${kind}"` };
}

function sideBySide(column: number): FilterProblem {
	return { column, message: "two comparisons stand side by side", hint: "Write `and` or `or` between them." };
}

const strength: Readonly<Record<Token["kind"], number>> = { comparison: 0, "(": 0, ")": 0, or: 1, and: 2, not: 3 };

/** Operators wait on a stack until a weaker one, a parenthesis or the end comes. */
function combine(tokens: readonly Token[], comparisons: readonly Test[]): Test {
	const tests: Test[] = [];
	const waiting: Token["kind"][] = [];
	const unused = [...comparisons];
	const settle = (least: number): void => {
		for (let kind = waiting.at(-1); kind !== undefined && strength[kind] >= least; kind = waiting.at(-1)) {
			waiting.pop();
			tests.push(kind === "not" ? negated(popTest(tests)) : joined(kind, popTest(tests), popTest(tests)));
		}
	};
	for (const { kind } of tokens) {
		if (kind === "comparison") tests.push(unused.shift() ?? everything);
		else if (kind === ")") {
			settle(1);
			waiting.pop();
		} else {
			if (kind === "and" || kind === "or") settle(strength[kind]);
			waiting.push(kind);
		}
	}
	settle(1);
	return popTest(tests);
}

const everything: Test = () => true;

function popTest(tests: Test[]): Test {
	return tests.pop() ?? everything;
}

function negated(test: Test): Test {
	return (facts) => !test(facts);
}

function joined(kind: Token["kind"], right: Test, left: Test): Test {
	return kind === "or" ? (facts) => left(facts) || right(facts) : (facts) => left(facts) && right(facts);
}
