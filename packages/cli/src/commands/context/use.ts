import { localName, resolveTarget } from "@chronos-job/core";
import { word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { changeConfig } from "../../context/change-config.ts";
import { addressText, type ContextFacts, contextFacts } from "../../context/context-facts.ts";
import { loadConfig } from "../../context/load-config.ts";
import { linkAddresses } from "../../render/link.ts";

export const use = defineCommand({
	name: "context use <name>",
	theme: "servers",
	about: "Choose the server that is meant when none is named",
	examples: [
		{ line: "chronos-job context use site", about: "A server that was saved under a name" },
		{ line: "chronos-job context use local", about: "The Chronos of this machine" },
	],
	args: { name: word("The name of the context") },

	async run(args, { host, note }): Promise<ContextFacts> {
		const { config } = await loadConfig(host);
		const { name, context } = resolveTarget(config, { context: args.name ?? "", env: {} });
		const current = { name: name === localName ? undefined : name };
		if (name !== (config.current ?? localName)) await changeConfig(host, () => ({ edit: { current }, value: name }));
		for (const variable of ["CHRONOS_CONTEXT", "CHRONOS_URL"]) {
			if (host.env[variable]) note(`${variable} is set and goes before it`);
		}
		return contextFacts(name, context, true);
	},

	views: { result: (context, screen) => `uses  ${context.name}: ${linkAddresses(screen, addressText(context))}\n` },
});
