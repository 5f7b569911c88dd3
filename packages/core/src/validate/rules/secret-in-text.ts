import type { Path } from "../../document/position.ts";
import { findSecret, findVariableSecret } from "../find-secret.ts";
import type { JobDraft } from "../flaws.ts";
import { formatPath } from "../format-path.ts";
import { eachJob, type Rule } from "../rule.ts";

export const secretInText: Rule = {
	code: "secret.in-text",
	severity: "warning",
	about: "A password or token stands in the job in clear text.",
	check: eachJob(function* ({ draft }) {
		for (const { path, text, variable } of textsOf(draft)) {
			const kind = variable === undefined ? findSecret(text) : findVariableSecret(variable, text);
			if (kind === undefined) continue;
			yield {
				path,
				message: `${variable ?? formatPath(path)} contains ${kind} that everyone who can list the jobs can read`,
				hint: "Let the command read it when it runs, from a file that only its user can read.",
			};
		}
	}),
};

interface Text {
	readonly path: Path;
	readonly text: string | undefined;
	readonly variable?: string;
}

function textsOf({ command, arguments: args, environmentVariables, uris, fetch, container }: JobDraft) {
	const texts: readonly Text[] = [
		{ path: ["command"], text: command },
		...(args ?? []).map((text, index) => ({ path: ["arguments", index], text })),
		...(environmentVariables ?? []).map((variable, index) => ({
			path: ["environmentVariables", index, "value"],
			text: variable?.value,
			...(variable?.name !== undefined && { variable: variable.name }),
		})),
		...(uris ?? []).map((text, index) => ({ path: ["uris", index], text })),
		...(fetch ?? []).map((item, index) => ({ path: ["fetch", index, "uri"], text: item?.uri })),
		...(container?.parameters ?? []).map((parameter, index) => ({
			path: ["container", "parameters", index, "value"],
			text: parameter?.value,
		})),
	];
	return texts.flatMap(({ text, ...rest }) => (text === undefined ? [] : { ...rest, text }));
}
