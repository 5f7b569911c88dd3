/** Compares every generated file with what its generator says today; `--write` brings them up to date. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

type Files = Readonly<Record<string, string>>;
type Generator = () => Promise<Files>;

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Folders where nothing but generated files may be. */
const ownedFolders = ["docs/findings"];

const generators: readonly { readonly generate: Generator }[] = [
	await import("../../../packages/schemas/scripts/generate.ts"),
	await import("../../../packages/core/scripts/generate.ts"),
	await import("../../../packages/cli/scripts/generate.ts"),
	await import("../../../packages/local/scripts/generate.ts"),
	await import("../../../packages/tui/scripts/generate.ts"),
];

const files: Files = Object.assign({}, ...(await Promise.all(generators.map(({ generate }) => generate()))));
const stale = Object.keys(files).filter(
	(path) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== files[path],
);
const leftOver = ownedFolders
	.filter((folder) => existsSync(join(root, folder)))
	.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
	.filter((path) => files[path] === undefined);

if (process.argv.includes("--write")) write();
else report();

function write(): void {
	for (const path of stale) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), files[path] ?? "");
	}
	for (const path of leftOver) rmSync(join(root, path));
	console.log(
		`${Object.keys(files).length} generated files, ${stale.length} brought up to date, ${leftOver.length} removed`,
	);
}

function report(): void {
	for (const path of stale) console.error(`${path} is not what its generator makes: run \`npm run fix\``);
	for (const path of leftOver) console.error(`${path} is made by no generator: run \`npm run fix\``);
	process.exitCode = stale.length + leftOver.length === 0 ? 0 : 1;
}
