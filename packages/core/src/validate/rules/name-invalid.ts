import { eachJob, type Rule } from "../rule.ts";

export const nameInvalid: Rule = {
	code: "name.invalid",
	severity: "error",
	about: "The name has characters that Chronos refuses.",
	check: eachJob(function* ({ draft: { name } }) {
		if (name === undefined || /^[\w.-]+$/.test(name)) return;
		yield {
			path: ["name"],
			message:
				name === ""
					? "the name is empty"
					: `the name "${name}" has characters other than letters, digits, "_", "." and "-"`,
			hint: hintFor(name),
		};
	}),
};

/** What is left of a template: its words are no name. */
const placeholder = /<[^>]*>|\$\{[^}]*\}|\{\{[^}]*\}\}|%[sd]/;

function hintFor(name: string): string {
	const [, param] = /\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/.exec(name) ?? [];
	if (param !== undefined) {
		return `Write your own name in the place of {{${param}}}, or give \`--param ${param}=…\` where it is submitted.`;
	}
	if (placeholder.test(name)) return "Write your own name in the place of the placeholder.";
	const better = suggestName(name);
	return better === undefined ? 'Give a name made of letters, digits, "_", "." and "-".' : `Write "${better}".`;
}

function suggestName(name: string): string | undefined {
	const plain = name.normalize("NFKD").replaceAll(/[\u0300-\u036F]/g, "");
	const better = plain.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^-+|-+$/g, "");
	return better === "" ? undefined : better;
}
