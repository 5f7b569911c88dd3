/**
 * Fails when package-lock.json lacks an entry for an optional dependency that one of its packages names.
 * A registry without some platform package makes `npm install` leave it out silently, and `npm ci` then refuses the lock file.
 */
import { readFileSync } from "node:fs";

interface Entry {
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly resolved?: string;
	readonly link?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
	readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8"),
);

const missing = Object.entries(lock.packages).flatMap(([where, { optionalDependencies = {} }]) =>
	Object.keys(optionalDependencies)
		.filter((name) => !isLocked(where, name))
		.map((name) => `${where || "the root"} names ${name}, which has no entry`),
);
const addressed = Object.entries(lock.packages)
	.filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
	.map(([where]) => `${where} names the address of a registry`);

for (const problem of [...missing, ...addressed]) console.error(`package-lock.json: ${problem}`);
process.exitCode = missing.length + addressed.length === 0 ? 0 : 1;

/** Looks where Node would: beside the package that asks, then in every folder above. */
function isLocked(where: string, name: string): boolean {
	const folders = where.split("/node_modules/");
	return (
		folders.some((_, index) => {
			const above = folders.slice(0, folders.length - index).join("/node_modules/");
			return lock.packages[`${above === "" ? "" : `${above}/`}node_modules/${name}`] !== undefined;
		}) || lock.packages[`node_modules/${name}`] !== undefined
	);
}
