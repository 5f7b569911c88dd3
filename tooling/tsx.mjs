// Lets Node run the screen from its sources: it strips types by itself, but knows no JSX.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

// What the program starts elsewhere loads this file as well.
process.execArgv = process.execArgv.map((word) => (word === "./tooling/tsx.mjs" ? import.meta.url : word));

registerHooks({
	load(url, context, nextLoad) {
		if (!url.endsWith(".tsx")) return nextLoad(url, context);
		const file = fileURLToPath(url);
		const { code } = transformSync(file, readFileSync(file, "utf8"), {
			jsx: { runtime: "automatic" },
			sourcemap: false,
		});
		return { format: "module", source: code, shortCircuit: true };
	},
});
