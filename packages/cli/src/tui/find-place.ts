import { contextsOf, localName, resolveTarget } from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { ContextChoice, Place } from "@chronos-job/tui";
import { addressText, contextFacts } from "../context/context-facts.ts";
import { loadConfig } from "../context/load-config.ts";
import type { Host } from "../host.ts";

export interface FoundPlace {
	readonly place: Place;
	/** What names it on a command line, whatever becomes of the configuration; undefined where the environment does. */
	readonly option: string | undefined;
	/** Whether somebody may be asked for something on the way there, who then needs the terminal. */
	readonly needsTerminal: boolean;
}

/** The server that is meant, in words; nothing is asked of it. */
export async function findPlace(host: Host, asked: string | undefined): Promise<FoundPlace> {
	const { config } = await loadConfig(host);
	const { name, by, context } = resolveTarget(config, { context: asked, env: host.env });
	const known = [...contextsOf(config), [localName, undefined] as const];
	const { readOnly, danger } = contextFacts(name, context, true);
	return {
		place: {
			context: name,
			server: addressText(contextFacts(name, context, true)),
			isReadOnly: readOnly,
			isDanger: danger,
			contexts: known.map(([each, entry]) => choiceOf(each, entry)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
			user: host.env["USER"] ?? host.env["LOGNAME"] ?? "",
			zone: host.zone,
		},
		option: by === "CHRONOS_URL" ? undefined : name,
		needsTerminal: context !== undefined && isAsking(context),
	};
}

function choiceOf(name: string, context: Context | undefined): ContextChoice {
	const facts = contextFacts(name, context, false);
	const marks = [...(facts.readOnly ? ["read-only"] : []), ...(facts.danger ? ["danger"] : [])];
	return { name, server: addressText(facts), marks };
}

/** A password that a person types or a program finds, and an SSH that may want a passphrase. */
function isAsking({ user, password, token, via }: Context): boolean {
	if (via !== undefined) return true;
	if (user !== undefined && password === undefined) return true;
	return [password, token].some((source) => source === "prompt" || (typeof source === "object" && "command" in source));
}
