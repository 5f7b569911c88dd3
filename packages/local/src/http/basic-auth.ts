import { createHash, timingSafeEqual } from "node:crypto";
import type { Credentials } from "./server-facts.ts";

/** Whether a request names the one account; the time it takes tells nothing (contract §1.6). */
export function isAuthorized(authorization: string | undefined, { user, password }: Credentials): boolean {
	const [, encoded = ""] = /^basic\s+(\S+)\s*$/i.exec(authorization ?? "") ?? [];
	// Java takes the credentials for Latin-1; today's clients send UTF-8.
	const expected = [Buffer.from(`${user}:${password}`, "latin1"), Buffer.from(`${user}:${password}`, "utf8")];
	const given = digest(Buffer.from(encoded, "base64"));
	return expected.map((bytes) => timingSafeEqual(given, digest(bytes))).includes(true);
}

function digest(bytes: Uint8Array): Uint8Array {
	return createHash("sha256").update(bytes).digest();
}
