import type { Path } from "../../document/position.ts";
import { findPlaceholder, mayHavePlaceholder, type Reader } from "../find-placeholder.ts";
import type { JobDraft } from "../flaws.ts";
import { formatPath } from "../format-path.ts";
import { eachJob, type Rule } from "../rule.ts";
import { valueAt } from "../value-at.ts";

/** Every text that does something; labels, the name and the schedule are left to others. */
const readers: Readonly<Record<string, Reader>> = {
	command: "shell",
	"arguments[]": "shell",
	executor: "nobody",
	runAsUser: "nobody",
	owner: "nobody",
	"parents[]": "nobody",
	"uris[]": "nobody",
	"fetch[].uri": "nobody",
	"constraints[][]": "nobody",
	"environmentVariables[].name": "nobody",
	"environmentVariables[].value": "program",
	"container.image": "nobody",
	"container.networkName": "nobody",
	"container.volumes[].hostPath": "nobody",
	"container.volumes[].containerPath": "nobody",
};

export const placeholderLeft: Rule = {
	code: "placeholder.left",
	severity: "error",
	about: "A placeholder of a template has not been replaced.",
	check: eachJob(function* ({ draft }) {
		for (const path of suspectsIn(draft)) {
			const reader = readerOf(path, draft);
			const placeholder = reader && findPlaceholder(String(valueAt(draft, path)), reader);
			if (placeholder === undefined) continue;
			yield {
				path,
				message: `the placeholder ${placeholder} in ${formatPath(path)} has not been replaced`,
				hint: hintFor(placeholder),
			};
		}
	}),
};

function hintFor(placeholder: string): string {
	const [, name] = /^\{\{\s*([A-Za-z_][\w-]*)\s*\}\}$/.exec(placeholder) ?? [];
	const param = name === undefined ? "" : `, or give \`--param ${name}=…\` where it is submitted`;
	return `Write what belongs in the place of ${placeholder}${param}.`;
}

/** Where the few texts stand that are worth a closer look. */
function suspectsIn(value: unknown): readonly Path[] {
	if (typeof value === "string") return mayHavePlaceholder(value) ? [[]] : [];
	if (typeof value !== "object" || value === null) return [];
	const suspects: Path[] = [];
	for (const [step, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
		for (const path of suspectsIn(item)) suspects.push([step, ...path]);
	}
	return suspects;
}

function readerOf(path: Path, { shell }: JobDraft): Reader | undefined {
	const reader = readers[formatPath(path).replaceAll(/\[\d+\]/g, "[]")];
	return reader === "shell" && shell === false ? "program" : reader;
}
