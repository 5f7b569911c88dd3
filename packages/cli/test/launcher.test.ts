import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const launcher = join(packageFolder, "bin/chronos-job.js");

/** An old Node on this machine, for what must be said to those who have nothing newer. */
const oldNode = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
	if (!existsSync(path)) return false;
	return Number(execFileSync(path, ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" })) < 22;
});

function run(
	node: string,
	args: readonly string[],
	cwd = packageFolder,
): { status: number | null; stdout: string; stderr: string } {
	return spawnSync(node, args, { encoding: "utf8", cwd });
}

/** The chunks that are loaded before this one. */
function importsOf(path: string): readonly string[] {
	const text = readFileSync(path, "utf8");
	return [...text.matchAll(/(?:from|import)["`]\.\/([^"`]+)["`]/g)].map(([, name = ""]) => name);
}

describe("the built program", () => {
	it("answers --help and --version without yargs", () => {
		expect(run(process.execPath, [launcher, "--help"]).stdout).toContain("chronos-job <command>");
		expect(run(process.execPath, [launcher, "--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
	});

	it("loads one chunk to validate a file, and nothing that it may not need", () => {
		const chunks = readdirSync(join(packageFolder, "dist/chunks"));
		const [hot = ""] = chunks.filter((name) => name.startsWith("hot-path-"));
		const text = readFileSync(join(packageFolder, "dist/chunks", hot), "utf8");
		expect([...text.matchAll(/(?:from|import)["`](\.[^"`]+)["`]/g)].map(([, path]) => path)).toEqual([]);
		expect(text.length).toBeLessThan(175_000);
	});

	it("has no chunks that wait for each other, of which one would find the other empty", () => {
		const folder = join(packageFolder, "dist/chunks");
		const imports = new Map(readdirSync(folder).map((name) => [name, importsOf(join(folder, name))]));
		const settled = new Set<string>();
		// Each round takes those whose imports are settled; what is left at the end waits in a circle.
		for (let count = -1; count < settled.size;) {
			count = settled.size;
			for (const [name, needed] of imports) if (needed.every((each) => settled.has(each))) settled.add(name);
		}
		expect([...imports.keys()].filter((name) => !settled.has(name))).toEqual([]);
	});

	it("asks Node for its modules by name, which importing them would make slow", () => {
		const folder = join(packageFolder, "dist/chunks");
		const imports = readdirSync(folder).flatMap((name) => [
			...readFileSync(join(folder, name), "utf8").matchAll(/(?:from|import) ?["`]node:[^"`]+["`]/g),
		]);
		expect(imports.map(([text]) => text)).toEqual([]);
	});

	it("keeps the server of `local` in chunks of its own", () => {
		const folder = join(packageFolder, "dist/chunks");
		const holders = readdirSync(folder).filter((name) =>
			readFileSync(join(folder, name), "utf8").includes("node:sqlite"),
		);
		expect(holders.length).toBeGreaterThan(0);
		expect(holders.filter((name) => /^(?:run|validate|start)-[^.]{8}\.js/.test(name))).toEqual([]);
	});

	it("validates a file and tells by its exit code", () => {
		using dir = tempDir({
			"good.json": '{ "name": "a", "command": "true", "retries": 0 }',
			"bad.json": '{ "name": "a b" }',
		});
		expect(run(process.execPath, [launcher, "validate", "good.json"], dir.path)).toMatchObject({
			status: 0,
			stdout: "ok  1 job in 1 file\n",
		});
		expect(run(process.execPath, [launcher, "validate", "bad.json"], dir.path).status).toBe(1);
	});

	it("ends quietly when nobody reads its output any more", () => {
		using dir = tempDir();
		const line = `"${process.execPath}" "${launcher}" schema | head -c 10; echo " \${PIPESTATUS[0]}"`;
		const { stdout, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8", cwd: dir.path });
		expect(stdout).toMatch(/ 0\n$/);
		expect(stderr).toBe("");
	});

	it("keeps its compiled code in the user's own folder, and only there", () => {
		using dir = tempDir({ "good.json": '{ "name": "a", "command": "true", "retries": 0 }' });
		const env = { PATH: process.env["PATH"], XDG_CACHE_HOME: join(dir.path, "cache") };
		const { status } = spawnSync(process.execPath, [launcher, "validate", "good.json"], { cwd: dir.path, env });
		expect(status).toBe(0);
		expect(existsSync(join(dir.path, "cache/chronos-job"))).toBe(true);
	});
});

describe.skipIf(oldNode === undefined)("on a Node that is too old", () => {
	it("the checkout's own Node takes over, with its exit code", () => {
		using dir = tempDir({ "bad.json": '{ "name": "a b" }' });
		const { status, stdout } = run(oldNode ?? "", [launcher, "validate", "bad.json"], dir.path);
		expect({ status, said: stdout.includes("name.invalid") }).toEqual({ status: 1, said: true });
	});

	it("one line says what to do where there is no other", () => {
		using dir = tempDir();
		mkdirSync(join(dir.path, "bin"));
		cpSync(launcher, join(dir.path, "bin/chronos-job.js"));
		dir.write("package.json", '{ "type": "module" }');
		chmodSync(join(dir.path, "bin/chronos-job.js"), 0o755);
		const { status, stderr } = run(oldNode ?? "", [join(dir.path, "bin/chronos-job.js"), "--help"], dir.path);
		expect(status).toBe(2);
		expect(stderr).toMatch(/^chronos-job needs Node\.js 22\.19 or newer and this is \d.*\n$/);
	});
});

it("a checkout that is not built says how to build it", () => {
	using dir = tempDir({ "package.json": '{ "type": "module" }' });
	mkdirSync(join(dir.path, "bin"));
	cpSync(launcher, join(dir.path, "bin/chronos-job.js"));
	const { status, stderr } = run(process.execPath, [join(dir.path, "bin/chronos-job.js"), "--help"], dir.path);
	expect({ status, stderr }).toEqual({
		status: 70,
		stderr: "chronos-job is not built yet: run `npm run build` in the checkout.\n",
	});
});
