import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TempDir } from "../temp-dir.ts";

/** Somebody who may do nothing but live in a folder. */
export const ordinaryUser = { name: "carla", uid: 4242, gid: 4242 } as const;

/** Why nobody else can be had to run an engine and a server. */
export function whyNoOrdinaryUser(): string | undefined {
	if (process.getuid?.() !== 0) return "only root becomes somebody else";
	const missing = ["unshare", "setpriv", "newuidmap"].find((one) => spawnSync(one, ["--help"]).error !== undefined);
	if (missing !== undefined) return `${missing} is not installed`;
	const lack = covered.find((file) => !existsSync(file));
	if (lack !== undefined) return `${lack} is not there`;
	if (!canDo(["unshare", "--user", "true"]) || spawnSync("unshare", ["--mount", "true"]).status !== 0) {
		return "an ordinary user cannot make user namespaces here";
	}
	const node = process.execPath.startsWith(`${checkout}/`) ? "true" : process.execPath;
	const isAtHome = canDo(["sh", "-c", 'cd "$0" && "$1" --version', tmpdir(), node]);
	return isAtHome ? undefined : `an ordinary user cannot use both ${tmpdir()} and ${process.execPath} here`;
}

function canDo(words: readonly string[]): boolean {
	const { uid, gid } = ordinaryUser;
	return spawnSync("setpriv", [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...words]).status === 0;
}

/** The words that run a command as that user, in a folder that becomes theirs, where nobody else sees what they see. */
export function moveIn(folder: TempDir, { ranges = true }: { readonly ranges?: boolean } = {}): readonly string[] {
	const { name, uid, gid } = ordinaryUser;
	const entry = `${String(uid)}:${String(gid)}`;
	folder.write("user/passwd", `${readFileSync("/etc/passwd", "utf8")}${name}:x:${entry}::${folder.path}:/bin/sh\n`);
	folder.write("user/group", `${readFileSync("/etc/group", "utf8")}${name}:x:${String(gid)}:\n`);
	const range = ranges ? `${name}:100000:65536\n` : "";
	for (const file of ["subuid", "subgid"]) folder.write(`user/${file}`, range);
	folder.write("checkout/.keep", "");
	chownSync(folder.path, uid, gid);
	const mounts = covered.map((file) => `mount --bind "$0/user/${file.replace("/etc/", "")}" ${file}`);
	const script = [...mounts, 'mount --bind "$1" "$0/checkout"', "shift", become].join(" && ");
	return ["unshare", "--mount", "--propagation=private", "sh", "-c", script, folder.path, checkout];
}

const covered = ["/etc/passwd", "/etc/group", "/etc/subuid", "/etc/subgid"] as const;
const become = `exec setpriv --reuid=${ordinaryUser.uid} --regid=${ordinaryUser.gid} --clear-groups "$@"`;
// Wherever it lies, that user may read it below the folder.
const checkout = fileURLToPath(new URL("../../../../", import.meta.url)).replace(/\/$/, "");

/** Where that user finds a file of the checkout; others are where they are. */
export function seenFrom(folder: string, path: string): string {
	return path.startsWith(`${checkout}/`) ? join(folder, "checkout", path.slice(checkout.length)) : path;
}
