import type { ConfigFile, Context, PasswordSource } from "@chronos-job/schemas";
import { closest } from "../closest.ts";
import { ChronosError } from "../errors.ts";
import { isAddress } from "./is-address.ts";

/** What people may say about the server they mean. */
export interface Wish {
	/** By `--context`. */
	readonly context: string | undefined;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** The server that is meant, before any secret is read. */
export interface ResolvedTarget {
	/** Of a context, or the address. */
	readonly name: string;
	/** What settled it. */
	readonly by: "--context" | "CHRONOS_CONTEXT" | "CHRONOS_URL" | "current" | "default";
	/** Undefined for the Chronos of this machine. */
	readonly context: Context | undefined;
}

/** The name that stands for the Chronos of this machine. */
export const localName = "local";

/** The server that is meant: the command line goes before the environment, that before the file, that before this machine. */
export function resolveTarget(config: ConfigFile, { context, env }: Wish): ResolvedTarget {
	if (context !== undefined) return named(config, context, "--context");
	// Empty variables are those that are not set.
	if (env["CHRONOS_CONTEXT"]) return named(config, env["CHRONOS_CONTEXT"], "CHRONOS_CONTEXT");
	if (env["CHRONOS_URL"]) return fromEnvironment(env["CHRONOS_URL"], env);
	if (config.current !== undefined) return named(config, config.current, "current");
	return { name: localName, by: "default", context: undefined };
}

/** The addresses of a context, without slashes at their ends. */
export function addressesOf({ url, urls }: Pick<Context, "url" | "urls">): readonly string[] {
	return (urls ?? (url === undefined ? [] : [url])).map(trimSlashes);
}

/** The contexts of a file by name. */
export function contextsOf({ contexts = {} }: ConfigFile): ReadonlyMap<string, Context> {
	return new Map(Object.entries(contexts));
}

function trimSlashes(url: string): string {
	return url.replace(/(?<!\/)\/+$/, "");
}

function named(config: ConfigFile, name: string, by: ResolvedTarget["by"]): ResolvedTarget {
	if (name === localName) return { name, by, context: undefined };
	const contexts = contextsOf(config);
	const context = contexts.get(name);
	if (context !== undefined) return { name, by, context };
	const near = closest(name, [...contexts.keys(), localName]);
	const said = by === "--context" ? "" : `, which ${by === "current" ? "the configuration" : by} names`;
	throw new ChronosError("context.not-found", `there is no context "${name}"${said}`, {
		hint: near === undefined ? knownNames(contexts) : `Did you mean \`${near}\`?`,
	});
}

function knownNames(contexts: ReadonlyMap<string, Context>): string {
	if (contexts.size === 0) return "Add it with `chronos-job context add NAME URL`.";
	return `There are ${[...contexts.keys(), localName].toSorted().join(", ")}.`;
}

function fromEnvironment(text: string, env: Wish["env"]): ResolvedTarget {
	const urls = text.startsWith("unix:") ? [text] : text.split(/[\s,]+/).filter((url) => url !== "");
	if (!urls.every(isAddress) || urls.length === 0) throw notAnAddress(text);
	const credentials = credentialsIn(env);
	return { name: urls.map(trimSlashes)[0] ?? "", by: "CHRONOS_URL", context: { urls, ...credentials } };
}

/** The text itself is not repeated: it may hold a password. */
function notAnAddress(text: string): ChronosError {
	const isTelling = /^https?:\/\/[^/]*@/.test(text);
	return new ChronosError(
		"config.invalid",
		isTelling ? "CHRONOS_URL holds a user name" : "CHRONOS_URL is not an address",
		{
			hint: isTelling
				? "Set CHRONOS_USER and CHRONOS_PASSWORD_FILE instead, and leave everything up to the @ out."
				: "Write an address like http://chronos.example.org:4400, or several with commas between.",
		},
	);
}

function credentialsIn(env: Wish["env"]): Pick<Context, "user" | "password" | "token"> {
	if (env["CHRONOS_TOKEN"]) return { token: { env: "CHRONOS_TOKEN" } };
	const user = env["CHRONOS_USER"];
	if (!user) return {};
	const password = passwordIn(env);
	return { user, ...(password && { password }) };
}

function passwordIn(env: Wish["env"]): PasswordSource | undefined {
	if (env["CHRONOS_PASSWORD"]) return { env: "CHRONOS_PASSWORD" };
	return env["CHRONOS_PASSWORD_FILE"] ? { file: env["CHRONOS_PASSWORD_FILE"] } : undefined;
}
