/** Packs every package that is published, checks the tarballs the way their users' tools will read them, and runs an example on them. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
	readonly name: string;
	readonly private?: boolean;
	readonly exports?: Readonly<Record<string, unknown>>;
	readonly dependencies?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "packed-"));
const example = join(folder, "example");
const folders = readdirSync(join(root, "packages"));
const ours = new Set(folders.map((name) => manifestOf(name).name));
let failures = 0;

for (const name of folders) {
	const manifest = manifestOf(name);
	if (manifest.private === true) continue;
	const tarball = pack(name);
	check("publint", ["--strict", tarball]);
	if (manifest.exports?.["."] === undefined) continue;
	check("attw", [tarball, "--profile", "esm-only", "--exclude-entrypoints", ...jsonEntries(manifest.exports)]);
	install(tarball, manifest);
}
runExample("test-my-jobs");
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;

function manifestOf(name: string): Manifest {
	return JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
}

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
	report(join(root, "node_modules/.bin", tool), args, root);
}

function report(program: string, args: readonly string[], cwd: string): void {
	const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
	if (status === 0) return;
	failures += 1;
	console.error(`${program} ${args.join(" ")}\n${stdout}${stderr}`);
}

function jsonEntries(entries: Readonly<Record<string, unknown>>): readonly string[] {
	return Object.keys(entries).filter((entry) => entry.endsWith(".json"));
}

/** What an install would do, without asking a registry for what is here already. */
function install(tarball: string, { name, dependencies = {} }: Manifest): void {
	const place = join(example, "node_modules", name);
	mkdirSync(place, { recursive: true });
	execFileSync("tar", ["-xf", tarball, "-C", place, "--strip-components=1"]);
	for (const dependency of Object.keys(dependencies)) {
		const link = join(example, "node_modules", dependency);
		if (ours.has(dependency) || existsSync(link)) continue;
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(join(root, "node_modules", dependency), link);
	}
}

function runExample(name: string): void {
	cpSync(join(root, "examples", name), example, { recursive: true });
	report(process.execPath, ["--test"], example);
}
