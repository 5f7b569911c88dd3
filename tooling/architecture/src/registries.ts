import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./read-imports.ts";

/** A folder of alike things with an explicit list of them. */
export interface Registry {
	readonly folder: string;
	/** The line that lists a file. */
	readonly line: (name: string) => string;
}

export const registries: readonly Registry[] = [
	{
		folder: "packages/core/src/validate/rules",
		line: (name) => `import { ${camel(name)} } from "./${name}.ts";`,
	},
	{
		folder: "packages/cli/src/commands",
		line: (name) =>
			`${name.includes("-") ? `"${name}"` : name}: async () => (await import("./${name}.ts")).${camel(name)},`,
	},
	{
		folder: "packages/cli/src/output",
		line: (name) => `import { ${name}Writer } from "./${name}.ts";`,
	},
];

/** Files of the folder that look like members: not the index, tests, samples or shared words. */
const sharedFiles = new Set(["packages/cli/src/output/output.ts", "packages/cli/src/output/error-facts.ts"]);

/** The lines that are missing from the lists, as sentences. */
export function missingLines({ folder, line }: Registry): readonly string[] {
	const index = readFileSync(join(root, folder, "index.ts"), "utf8");
	return membersOf(folder)
		.filter((name) => !index.includes(line(name)))
		.map((name) => `${folder}/index.ts lacks this line: ${line(name)}`);
}

export function membersOf(folder: string): readonly string[] {
	return globSync("*.ts", { cwd: join(root, folder) })
		.filter(
			(file) => file !== "index.ts" && !/\.(test|samples)\.ts$/.test(file) && !sharedFiles.has(`${folder}/${file}`),
		)
		.map((file) => basename(file, ".ts"))
		.toSorted();
}

function camel(name: string): string {
	return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
