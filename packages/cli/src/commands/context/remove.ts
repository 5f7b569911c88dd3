import { ChronosError, localName, resolveTarget } from "@chronos-job/core";
import { flag, word } from "../../command/args.ts";
import { defineCommand } from "../../command/define-command.ts";
import { changeConfig } from "../../context/change-config.ts";
import { loadConfig } from "../../context/load-config.ts";

export interface RemoveResult {
	readonly name: string;
	readonly removed: boolean;
	/** Whether it was the current one, which is now the Chronos of this machine. */
	readonly wasCurrent: boolean;
}

export const remove = defineCommand({
	name: "context remove <name>",
	theme: "servers",
	about: "Forget a server; nothing on it is changed",
	examples: [
		{ line: "chronos-job context remove site --yes", about: "Without a question" },
		{ line: "chronos-job context remove site --yes --output json", about: "For programs" },
	],
	args: { name: word("The name of the context"), yes: flag("Do not ask", "y") },

	async run(args, session): Promise<RemoveResult> {
		const { host } = session;
		const { config } = await loadConfig(host);
		const { name, context } = resolveTarget(config, { context: args.name ?? "", env: {} });
		if (context === undefined) {
			throw new ChronosError("usage.invalid", `${localName} is the Chronos of this machine and has no entry`, {
				hint: "Use `chronos-job local reset` to begin anew there.",
			});
		}
		const removed = args.yes || (await session.confirm(`Remove the context ${name}?`, "--yes"));
		if (!removed) return { name, removed, wasCurrent: config.current === name };
		return changeConfig(host, ({ config: { current } }) => {
			const wasCurrent = current === name;
			const gone = { context: { name, value: undefined }, ...(wasCurrent && { current: { name: undefined } }) };
			return { edit: gone, value: { name, removed, wasCurrent } };
		});
	},

	exit: ({ removed }) => (removed ? 0 : 1),

	views: {
		result: ({ name, removed, wasCurrent }) =>
			removed
				? `removed  ${name}${wasCurrent ? ", which was current; the Chronos of this machine is" : ""}\n`
				: "nothing was changed\n",
	},
});
