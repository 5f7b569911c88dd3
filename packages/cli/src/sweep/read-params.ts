import {
	ChronosError,
	crossParams,
	type ParamProblem,
	type Params,
	type ParsedParams,
	parseGrid,
	parseParamTable,
} from "@chronos-job/core";
import { resolve, unreadable } from "../files/unreadable.ts";
import type { Host } from "../host.ts";

export interface ParamsArgs {
	/** A file with a line for every job. */
	readonly params: string | undefined;
	/** Words like `seed=1..5`. */
	readonly grid: readonly string[];
}

/** The values of a command line: those of a file, those of a grid, or every line of the file with every one of the grid. */
export async function readParams(host: Host, { params: file, grid }: ParamsArgs): Promise<Params> {
	if (file === undefined && grid.length === 0) {
		throw new ChronosError("usage.invalid", "nothing says which values the parameters take", {
			hint: "Give `--grid seed=1..5`, or `--params runs.csv`.",
		});
	}
	const table = file === undefined ? [] : [paramsIn(await readTable(host, file), file)];
	const crossed = paramsIn(crossParams([...table, paramsIn(parseGrid(grid))]));
	if (crossed.rows.length > 0) return crossed;
	throw new ChronosError("usage.invalid", `there is no line with values in ${file}`, {
		hint: "Write a line for every job below the one with the names.",
	});
}

async function readTable(host: Host, file: string): Promise<ParsedParams> {
	const separator = /\.(?:tsv|tab)$/i.test(file) ? "\t" : undefined;
	try {
		const bytes = file === "-" ? await host.readStdin() : host.files.readFileSync(resolve(host, file));
		return parseParamTable(bytes.toString("utf8"), { separator });
	} catch (error) {
		throw unreadable(file, error);
	}
}

function paramsIn(parsed: ParsedParams, file?: string): Params {
	if (parsed.kind === "params") return parsed.params;
	throw new ChronosError("usage.invalid", placeText(parsed.problem, file) + parsed.problem.message, {
		hint: parsed.problem.hint,
	});
}

function placeText({ place }: ParamProblem, file: string | undefined): string {
	return place === undefined || file === undefined ? "" : `${file}:${place.line}:${place.column}: `;
}
