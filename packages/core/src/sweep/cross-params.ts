import { mostRows, type ParsedParams, type Params, problem } from "./params.ts";

/** Every row of each with every row of the others; what comes last varies fastest. */
export function crossParams(factors: readonly Params[]): ParsedParams {
	const names = factors.flatMap((each) => each.names);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) return problem(`${twice} is given twice`, `Say all values of ${twice} in one place.`);
	const count = factors.reduce((product, { rows }) => product * rows.length, 1);
	if (count > mostRows) {
		return problem(`that makes ${count} jobs, and no sweep has more than ${mostRows}`, "Sweep over fewer values.");
	}
	return { kind: "params", params: { names, rows: factors.reduce(withFactor, [[]]) } };
}

function withFactor(rows: Params["rows"], factor: Params): Params["rows"] {
	return rows.flatMap((row) => factor.rows.map((more) => [...row, ...more]));
}
