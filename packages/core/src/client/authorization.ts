import { ChronosError } from "../errors.ts";
import type { Credentials } from "./target.ts";

/** The value of the header that says who asks. */
export function authorizationOf(credentials: Credentials): string {
	if (credentials.kind === "basic") return `Basic ${basicBytes(credentials).toString("base64")}`;
	const token = credentials.token.trim();
	if (/^[\x21-\x7E]+$/.test(token)) return `Bearer ${token}`;
	throw new ChronosError("config.invalid", "the token is empty or has characters that no header can carry", {
		hint: "Look where the token comes from: it is one word of letters, digits and signs.",
	});
}

/** Chronos reads Latin-1 (contract §1.6); what does not fit into that can only be meant for somebody else. */
function basicBytes({ user, password }: Extract<Credentials, { kind: "basic" }>): Buffer {
	const text = `${user}:${password}`;
	return Buffer.from(text, /^[\0-\xFF]*$/.test(text) ? "latin1" : "utf8");
}
