import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import type { StateDirectory } from "./state-directory.ts";

export interface Account {
	readonly user: string;
	/** By which clients may call the server. */
	readonly hosts: readonly string[];
}

/** The password of the TCP server, made when there is none; and a file with it for programs that take no other. */
export function ensurePassword(state: StateDirectory, { user, hosts }: Account): string {
	const password = readOrMake(state);
	const lines = [...new Set(hosts)].map((host) => `machine ${host} login ${user} password ${password}\n`);
	writeFileSync(state.netrcFile, lines.join(""), { mode: 0o600 });
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
