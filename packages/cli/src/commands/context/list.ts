import { contextsOf, localName } from "@chronos-job/core";
import { defineCommand } from "../../command/define-command.ts";
import { currentName } from "../../context/current-name.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { loadConfig } from "../../context/load-config.ts";
import type { Screen } from "../../host.ts";
import { linkAddresses } from "../../render/link.ts";
import { paint } from "../../render/paint.ts";
import { table } from "../../render/table.ts";

export const list = defineCommand({
	name: "context list",
	theme: "servers",
	about: "List the servers that have names",
	examples: [
		{ line: "chronos-job context list", about: "For people; * marks the one that is meant when none is named" },
		{ line: "chronos-job context list --output json", about: "For programs" },
	],
	args: {},

	async run(_args, { host }) {
		const { config, path } = await loadConfig(host);
		const current = currentName(config, host.env);
		const named = [...contextsOf(config)].map(([name, context]) => contextFacts(name, context, name === current));
		const contexts = [...named, contextFacts(localName, undefined, current === localName)];
		return { file: path, contexts: contexts.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
	},

	views: {
		result: ({ contexts }, screen) => {
			const { bold } = paint(screen);
			const lines = table(contexts.map((each) => rowOf(each, screen)));
			return lines.map((line, index) => `${contexts[index]?.current === true ? bold(line) : line}\n`).join("");
		},
	},
});

function rowOf(facts: ContextFacts, screen: Screen): readonly string[] {
	const { name, current, user, via, readOnly, danger } = facts;
	const marks = [
		...(user === undefined ? [] : [`as ${user}`]),
		...(via === undefined ? [] : [`via ${via}`]),
		...(readOnly ? ["read-only"] : []),
		...(danger ? ["danger"] : []),
	];
	return [current ? "*" : " ", name, linkAddresses(screen, addressText(facts)), marks.join(", ")];
}
