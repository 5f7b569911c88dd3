import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askEngine } from "./ask-engine.ts";

const busybox = "/bin/busybox";

/** Why no image can be made here. */
export function whyNoImage(): string | undefined {
	return existsSync(busybox) ? undefined : "busybox-static is not installed";
}

/** The files of an image that has busybox, two users and nothing else. */
export function layOutRoot(folder: string): void {
	const bin = join(folder, "bin");
	for (const name of ["bin", "etc", "tmp", "root", "srv"]) mkdirSync(join(folder, name), { recursive: true });
	chmodSync(join(folder, "tmp"), 0o1777);
	copyFileSync(busybox, join(bin, "busybox"));
	const names = execFileSync(busybox, ["--list"], { encoding: "utf8" }).trim().split("\n");
	for (const name of names) if (name !== "busybox") symlinkSync("busybox", join(bin, name));
	writeFileSync(join(folder, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\ninside:x:4321:4321::/srv:/bin/sh\n");
	writeFileSync(join(folder, "etc/group"), "root:x:0:\ninside:x:4321:\n");
}

/** Gives an engine those files as an image. */
export async function importImage(
	socketPath: string,
	root: string,
	{ name, changes }: { readonly name: string; readonly changes: readonly string[] },
): Promise<void> {
	const [repository = "", tag = ""] = name.split(/:(?=[^/:]*$)/);
	const query = new URLSearchParams({ fromSrc: "-" });
	for (const change of ["ENV PATH=/bin", ...changes]) query.append("changes", change);
	const tar = spawn("tar", ["-C", root, "-c", "."], { stdio: ["ignore", "pipe", "ignore"] });
	const { status, text } = await askEngine(
		socketPath,
		["POST", `/v1.41/images/create?${query.toString()}`],
		tar.stdout,
	);
	const [id] = /sha256:[0-9a-f]{64}/.exec(text) ?? [];
	if (status >= 400 || id === undefined) throw new Error(`the image was not made: ${text}`);
	// Podman takes no notice of a tag in the first call.
	const place = new URLSearchParams({ repo: repository, tag });
	const tagged = await askEngine(socketPath, ["POST", `/v1.41/images/${id}/tag?${place.toString()}`]);
	if (tagged.status >= 400) throw new Error(`the image got no name: ${tagged.text}`);
}
