import { ChronosError } from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { Host } from "../host.ts";

/** Names a context in which changes go without a question. */
const consentVariable = "CHRONOS_DANGER";

/** Asks a person before the first change, and never again; whoever says no stops the command. */
export type Permit = () => Promise<void>;

/** Stops where the marks of a context forbid changes; where they are dangerous its name has to be typed, once it is known what would be done. */
export function guardChanges(
	host: Pick<Host, "env" | "screen" | "ask">,
	{ name, context, path }: { readonly name: string; readonly context: Context; readonly path: string },
): Permit | undefined {
	if (context.readOnly === true) {
		throw new ChronosError("context.read-only", `the context ${name} is marked read-only`, {
			hint: `Choose another one with --context, or remove "readOnly" in ${path}.`,
		});
	}
	if (context.danger !== true || host.env[consentVariable] === name) return undefined;
	if (!host.screen.interactive) {
		throw new ChronosError(
			"usage.invalid",
			`changes in the context ${name} are dangerous, and nobody is there to be asked`,
			{
				hint: `Set ${consentVariable}=${name} for this command.`,
			},
		);
	}
	let asking: Promise<void> | undefined;
	return () => (asking ??= askForName(host, name));
}

async function askForName({ ask }: Pick<Host, "ask">, name: string): Promise<void> {
	const typed = await ask(`This changes ${name}. Type its name to go on: `);
	if (typed.trim() !== name) throw new ChronosError("context.declined", `nothing was changed in ${name}`);
}
