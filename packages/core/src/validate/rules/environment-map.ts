import type { Path } from "../../document/position.ts";
import { emptyVariables, type EnvironmentEntry, meantVariables } from "../environment-entry.ts";
import { quote } from "../format-value.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";
import { valueAt } from "../value-at.ts";
import { writtenTextOf } from "../written-text.ts";

export const environmentMap: Rule = {
	code: "environment.map",
	severity: "error",
	about: "Environment variables are not written as a list of name and value.",
	check: eachJob(function* (job) {
		const { flaws, value } = job;
		if (!flaws.some(({ path }) => path[0] === "environmentVariables")) return;
		const written = valueAt(value, ["environmentVariables"]);
		if (!Array.isArray(written)) {
			const meant = meantVariables(written, textIn(job, ["environmentVariables"]));
			if (meant !== undefined) yield wholeRemark(written, meant);
			return;
		}
		for (const [index, item] of written.entries()) {
			const meant = meantVariables(item, textIn(job, ["environmentVariables", index]));
			if (meant !== undefined) yield itemRemark(index, item, meant);
		}
	}),
};

function textIn(job: ReadJob, map: Path): (name: string, value: unknown) => string {
	return (name, value) => (typeof value === "string" ? value : writtenTextOf(job, [...map, name], value));
}

function wholeRemark(written: unknown, meant: readonly EnvironmentEntry[]): Remark {
	const shape = typeof written === "string" ? "a text" : "an object";
	return {
		path: ["environmentVariables"],
		message: `environmentVariables is ${shape}, where Chronos takes only a list of objects with "name" and "value"${lossOf(written)}`,
		hint: adviceOn(written, meant),
		...(emptyVariables(written).length === 0 && {
			fix: {
				title: "Write a list of name and value",
				changes: [{ path: ["environmentVariables"], change: { kind: "set", value: meant } }],
			},
		}),
	};
}

function itemRemark(index: number, written: unknown, meant: readonly EnvironmentEntry[]): Remark {
	const path = ["environmentVariables", index];
	const [only] = meant;
	const names = meant.map(({ name }) => quote(name)).join(", ");
	return {
		path,
		message: `the environment variable ${names} is not written as an object with "name" and "value"${lossOf(written)}`,
		hint: adviceOn(written, meant),
		...(meant.length === 1 &&
			emptyVariables(written).length === 0 && {
				fix: { title: "Write name and value", changes: [{ path, change: { kind: "set", value: only } }] },
			}),
	};
}

function lossOf(written: unknown): string {
	const empty = emptyVariables(written).map(quote);
	return empty.length === 0 ? "" : `, and a null as that of ${empty.join(", ")} is no value`;
}

function adviceOn(written: unknown, meant: readonly EnvironmentEntry[]): string {
	const [empty] = emptyVariables(written);
	const rest = empty === undefined ? "" : `, and leave ${quote(empty)} out or give it a text such as ""`;
	return `Write ${exampleOf(meant)}${rest}.`;
}

/** The first variable alone: the others are written alike. */
function exampleOf([first, ...others]: readonly EnvironmentEntry[]): string {
	return `[${JSON.stringify(first)}${others.length > 0 ? ", …" : ""}]`;
}
