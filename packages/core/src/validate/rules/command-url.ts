import type { JobDraft } from "../flaws.ts";
import { quote } from "../format-value.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const commandUrl: Rule = {
	code: "command.url",
	severity: "error",
	about: "Chronos takes the command for the address of a program and drops parts of the job.",
	check: eachJob(function* ({ draft }) {
		const { command = "", executor = "" } = draft;
		// A prefix test, so `httpd` and `ftp` count too (contract §5.9).
		if (!/^(?:http|ftp)/.test(command) || executor !== "") return;
		const isAddress = /^(?:http|ftp)s?:\/\//.test(command);
		const harm = isAddress ? harmTo(draft) : harmBy(draft);
		yield {
			path: ["command"],
			message: `Chronos takes ${quote(command)} for an address because of its first letters, and ${harm}`,
			...(isAddress
				? { hint: 'Fetch the program with "fetch", and start it in "command" with "./" before its name.' }
				: shellAdvice(draft)),
		};
	}),
};

/** Chronos looks for the last slash, and without one an exception ends its connection to Mesos (contract §5.9). */
function harmBy({ command = "", arguments: args = [] }: JobDraft): string {
	const isHarmless = [command, ...args].some((word) => word?.includes("/"));
	return isHarmless ? "downloads it instead of starting it" : 'loses its connection to Mesos, because it has no "/"';
}

function harmTo({ command = "", arguments: args = [], fetch = [], uris = [] }: JobDraft): string {
	if (/\s/.test(command.trimEnd()) || args.length > 0) return "looks for a program with the arguments in its name";
	if (/^\w+:\/\/[^/]*\/?$|\/$/.test(command)) return "finds no file name in it";
	return fetch.length > 0 || uris.length > 0
		? "drops the files to fetch"
		: "starts whatever it finds there, without a shell and without arguments";
}

function shellAdvice({ command = "", shell }: JobDraft): Pick<Remark, "hint" | "fix"> {
	const value = `env ${command}`;
	const hint = `Write ${quote(value)}.`;
	if (shell === false) return { hint };
	return {
		hint,
		fix: { title: 'Put "env" before the command', changes: [{ path: ["command"], change: { kind: "set", value } }] },
	};
}
