import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type { Import } from "./arrows.ts";

export const root: string = fileURLToPath(new URL("../../../", import.meta.url));

/** Every import of the given source files, tests left out. */
export function readImports(pattern: string): readonly Import[] {
	return sourceFiles(pattern).flatMap((from) => importsOf(from, readFileSync(join(root, from), "utf8")));
}

function sourceFiles(pattern: string): readonly string[] {
	return globSync(pattern, { cwd: root })
		.filter((file) => !/\.test\.tsx?$|\.gen\.ts$|\.samples\.ts$/.test(file))
		.toSorted();
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g;

export function importsOf(from: string, text: string): readonly Import[] {
	return [...text.matchAll(statement)].map(([, type, fixed, lazy]) => {
		const name = fixed ?? lazy ?? "";
		const isFile = name.startsWith(".");
		return {
			from,
			to: isFile ? normalize(join(dirname(from), name)) : packageOf(name),
			isFile,
			isType: type !== undefined,
		};
	});
}

function packageOf(name: string): string {
	if (name.startsWith("node:")) return name;
	return name
		.split("/")
		.slice(0, name.startsWith("@") ? 2 : 1)
		.join("/");
}
