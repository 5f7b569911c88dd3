import { type EnvironmentEntry, meantVariables } from "../environment-entry.ts";
import { quote } from "../format-value.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";
import { valueAt } from "../value-at.ts";

export const environmentMap: Rule = {
	code: "environment.map",
	severity: "error",
	about: "Environment variables are not written as a list of name and value.",
	check: eachJob(function* ({ flaws, value }) {
		if (!flaws.some(({ path }) => path[0] === "environmentVariables")) return;
		const written = valueAt(value, ["environmentVariables"]);
		if (!Array.isArray(written)) {
			const meant = meantVariables(written);
			if (meant !== undefined) yield wholeRemark(written, meant);
			return;
		}
		for (const [index, item] of written.entries()) {
			const meant = meantVariables(item);
			if (meant !== undefined) yield itemRemark(index, meant);
		}
	}),
};

function wholeRemark(written: unknown, meant: readonly EnvironmentEntry[]): Remark {
	const shape = typeof written === "string" ? "a text" : "an object";
	return {
		path: ["environmentVariables"],
		message: `environmentVariables is ${shape}, where Chronos takes only a list of objects with "name" and "value"`,
		hint: `Write ${exampleOf(meant)}.`,
		fix: {
			title: "Write a list of name and value",
			changes: [{ path: ["environmentVariables"], change: { kind: "set", value: meant } }],
		},
	};
}

function itemRemark(index: number, meant: readonly EnvironmentEntry[]): Remark {
	const path = ["environmentVariables", index];
	const [only] = meant;
	const names = meant.map(({ name }) => quote(name)).join(", ");
	return {
		path,
		message: `the environment variable ${names} is not written as an object with "name" and "value"`,
		hint: `Write ${exampleOf(meant)}.`,
		...(meant.length === 1 && {
			fix: { title: "Write name and value", changes: [{ path, change: { kind: "set", value: only } }] },
		}),
	};
}

/** The first variable alone: the others are written alike. */
function exampleOf([first, ...others]: readonly EnvironmentEntry[]): string {
	return `[${JSON.stringify(first)}${others.length > 0 ? ", …" : ""}]`;
}
