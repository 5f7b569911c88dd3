import { addressesOf, localName } from "@chronos-job/core";
import type { Context, PasswordSource } from "@chronos-job/schemas";

/** What can be shown of a context: all but secrets, and what may hold one. */
export interface ContextFacts {
	readonly name: string;
	/** Whether it is meant when no other is named. */
	readonly current: boolean;
	/** None for the Chronos of this machine. */
	readonly urls: readonly string[];
	readonly user?: string | undefined;
	readonly password?: string | undefined;
	readonly token?: string | undefined;
	readonly dialect?: string | undefined;
	readonly via?: string | undefined;
	readonly mesos?: string | undefined;
	readonly mesosUser?: string | undefined;
	readonly mesosPassword?: string | undefined;
	readonly mesosToken?: string | undefined;
	readonly caFile?: string | undefined;
	readonly readOnly: boolean;
	readonly danger: boolean;
}

export function contextFacts(name: string, context: Context | undefined, current: boolean): ContextFacts {
	if (context === undefined) return { name, current, urls: [], readOnly: false, danger: false };
	const { user, password, token, dialect, via, caFile, readOnly = false, danger = false } = context;
	const { mesos, mesosUser, mesosPassword, mesosToken } = context;
	return {
		name,
		current,
		urls: addressesOf(context),
		user,
		password: password && sourceText(password),
		token: token && sourceText(token),
		dialect,
		via,
		mesos,
		mesosUser,
		mesosPassword: mesosPassword && sourceText(mesosPassword),
		mesosToken: mesosToken && sourceText(mesosToken),
		caFile,
		readOnly,
		danger,
	};
}

/** Where a server is, in a word. */
export function addressText({ name, urls }: Pick<ContextFacts, "name" | "urls">): string {
	return name === localName && urls.length === 0 ? "this machine" : urls.join(" ");
}

/** A command line may hold a secret, so that it is not shown. */
function sourceText(source: PasswordSource): string {
	if (typeof source === "string") return source;
	if ("env" in source) return `env:${source.env}`;
	return "file" in source ? `file:${source.file}` : "command";
}
