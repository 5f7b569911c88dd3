import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import type { StateDirectory } from "./state-directory.ts";

export interface Account {
	readonly user: string;
	/** Where the server listens. */
	readonly host: string;
}

/** The password of the TCP server, made when there is none; and a file with it for programs that take no other. */
export function ensurePassword(state: StateDirectory, { user, host }: Account): string {
	const password = readOrMake(state);
	writeFileSync(state.netrcFile, `machine ${host} login ${user} password ${password}\n`, { mode: 0o600 });
	chmodSync(state.netrcFile, 0o600);
	return password;
}

function readOrMake({ passwordFile }: StateDirectory): string {
	try {
		writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
		chmodSync(passwordFile, 0o600);
	}
	return readFileSync(passwordFile, "utf8").trim();
}
