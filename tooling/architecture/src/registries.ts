import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./read-imports.ts";

/** A folder of alike things with an explicit list of them. */
export interface Registry {
	readonly folder: string;
	/** The file with the list; the folder's own index unless another one is named. */
	readonly index?: string;
	/** The line that lists a file. */
	readonly line: (name: string) => string;
	/** Tells its members, by their text, from what they are made of; all files when absent. */
	readonly isMember?: (text: string) => boolean;
}

export const registries: readonly Registry[] = [
	{
		folder: "packages/core/src/validate/rules",
		line: (name) => `import { ${camel(name)} } from "./${name}.ts";`,
	},
	{
		folder: "packages/core/src/validate/build-rules",
		line: (name) => `import { ${camel(name)} } from "./${name}.ts";`,
	},
	{
		folder: "packages/cli/src/commands",
		line: (name) =>
			`${name.includes("-") ? `"${name}"` : name}: async () => (await import("./${name}.ts")).${exportOf(name)},`,
	},
	{
		folder: "packages/cli/src/commands/context",
		index: "packages/cli/src/commands/index.ts",
		line: (name) => `"context ${name}": async () => (await import("./context/${name}.ts")).${camel(name)},`,
	},
	{
		folder: "packages/cli/src/commands/local",
		index: "packages/cli/src/commands/index.ts",
		line: (name) => `"local ${name}": async () => (await import("./local/${name}.ts")).${camel(name)},`,
	},
	{
		folder: "packages/cli/src/output",
		line: (name) => `import { ${name}Writer } from "./${name}.ts";`,
	},
	{
		folder: "packages/local/src/executors",
		line: (name) => `${name}: ${camel(name)}Executor`,
		isMember: (text) => /^export function \w+\(.*\): Executor \{$/m.test(text),
	},
];

/** Files of the folder that look like members: not the index, tests, samples or shared words. */
const sharedFiles = new Set(["packages/cli/src/output/output.ts", "packages/cli/src/output/error-facts.ts"]);

/** The lines that are missing from the lists, as sentences. */
export function missingLines(registry: Registry): readonly string[] {
	const { folder, line, index = `${folder}/index.ts` } = registry;
	const list = readFileSync(join(root, index), "utf8");
	return membersOf(registry)
		.filter((name) => !list.includes(line(name)))
		.map((name) => `${index} lacks this line: ${line(name)}`);
}

export function membersOf({ folder, isMember = () => true }: Pick<Registry, "folder" | "isMember">): readonly string[] {
	return globSync("*.ts", { cwd: join(root, folder) })
		.filter(
			(file) => file !== "index.ts" && !/\.(test|samples)\.ts$/.test(file) && !sharedFiles.has(`${folder}/${file}`),
		)
		.filter((file) => isMember(readFileSync(join(root, folder, file), "utf8")))
		.map((file) => basename(file, ".ts"))
		.toSorted();
}

/** Nothing can be called what JavaScript calls something else. */
function exportOf(name: string): string {
	return name === "delete" ? "deleteJobs" : camel(name);
}

function camel(name: string): string {
	return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
