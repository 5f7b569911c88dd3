/** Packs every package that is published and checks the tarballs the way their users' tools will read them. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "packed-"));
let failures = 0;

for (const name of readdirSync(join(root, "packages"))) {
	const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
	if (manifest.private === true) continue;
	const tarball = pack(name);
	check("publint", ["--strict", tarball]);
	if (manifest.exports?.["."] !== undefined) {
		check("attw", [tarball, "--profile", "esm-only", "--exclude-entrypoints", ...jsonEntries(manifest.exports)]);
	}
}
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;

function pack(name: string): string {
	const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
		cwd: join(root, "packages", name),
		encoding: "utf8",
	});
	const packed: unknown = JSON.parse(output);
	const first = Array.isArray(packed) ? packed[0] : Object.values(packed as object)[0];
	return join(folder, first.filename);
}

function check(tool: string, args: readonly string[]): void {
	const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", tool), args, { encoding: "utf8" });
	if (status === 0) return;
	failures += 1;
	console.error(`${tool} ${args.join(" ")}\n${stdout}${stderr}`);
}

function jsonEntries(entries: Readonly<Record<string, unknown>>): readonly string[] {
	return Object.keys(entries).filter((entry) => entry.endsWith(".json"));
}
