import { ChronosError } from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { Host } from "../host.ts";

/** Names a context in which changes go without a question. */
const consentVariable = "CHRONOS_DANGER";

/** Stops where the marks of a context forbid changes; asks for its name where they are dangerous. */
export async function guardChanges(
	host: Pick<Host, "env" | "screen" | "ask">,
	{ name, context, path }: { readonly name: string; readonly context: Context; readonly path: string },
): Promise<void> {
	if (context.readOnly === true) {
		throw new ChronosError("context.read-only", `the context ${name} is marked read-only`, {
			hint: `Choose another one with --context, or remove "readOnly" in ${path}.`,
		});
	}
	if (context.danger !== true || host.env[consentVariable] === name) return;
	if (!host.screen.interactive) {
		throw new ChronosError(
			"usage.invalid",
			`changes in the context ${name} are dangerous, and nobody is there to be asked`,
			{
				hint: `Set ${consentVariable}=${name} for this command.`,
			},
		);
	}
	const typed = await host.ask(`This changes ${name}. Type its name to go on: `);
	if (typed.trim() === name) return;
	throw new ChronosError("usage.invalid", "nothing was changed", { hint: `Type ${name} to go on.` });
}
