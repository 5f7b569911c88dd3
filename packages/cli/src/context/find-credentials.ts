import { addressesOf, ChronosError, type Credentials } from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { readSecret, type SecretOwner } from "./read-secret.ts";

/** What a context says who is asking; undefined when it says nothing. */
export async function findCredentials(
	host: Host,
	owner: Pick<SecretOwner, "name" | "isMesos">,
	context: Pick<Context, "url" | "urls" | "user" | "password" | "token">,
): Promise<Credentials | undefined> {
	const { user, password, token } = context;
	const hostName = hostNameOf(addressesOf(context)[0] ?? "");
	if (token !== undefined) {
		const { value } = await readSecret(host, token, { ...owner, what: "token", user: undefined, hostName });
		return { kind: "bearer", token: value };
	}
	if (user === undefined && password === undefined) return undefined;
	// A user without a password is asked for it.
	const secret = await readSecret(host, password ?? "prompt", { ...owner, what: "password", user, hostName });
	if (secret.user === undefined) {
		throw new ChronosError("context.no-password", `~/.netrc names no login for ${hostName}`, {
			hint: `Add \`login NAME\` there, or "${owner.isMesos === true ? "mesosUser" : "user"}" to the context.`,
		});
	}
	return { kind: "basic", user: secret.user, password: secret.value };
}

function hostNameOf(url: string): string {
	return /^https?:\/\/(\[[^\]]*\]|[^:/]*)/.exec(url)?.[1] ?? "";
}
