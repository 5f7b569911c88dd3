import { authorizationOf } from "./authorization.ts";
import type { Credentials } from "./target.ts";

/** Takes what nobody may read out of what a server said, which may be all that it was told. */
export function secretsHider(credentials: Credentials | undefined): (text: string) => string {
	if (credentials === undefined) return (text) => text;
	const secrets = secretsOf(credentials).filter((secret) => secret.length >= shortestSecret);
	return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
}

// What is shorter is part of too many words.
const shortestSecret = 4;

function secretsOf(credentials: Credentials): readonly string[] {
	const header = authorizationOf(credentials).replace(/^\w+ /, "");
	if (credentials.kind === "bearer") return [header];
	const { user, password } = credentials;
	return [
		header,
		Buffer.from(`${user}:${password}`).toString("base64"),
		password,
		encodeURIComponent(password),
		// A server that takes one encoding for the other.
		Buffer.from(password).toString("latin1"),
	];
}
