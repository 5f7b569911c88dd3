import { execFile } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import * as local from "../src/index.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code = ""]) => code);

describe("the README", () => {
	it("shows what comes of its code", async () => {
		using dir = tempDir();
		symlinkSync(`${root}node_modules`, `${dir.path}/node_modules`);
		const names = blocks.map((code, index) => dir.write(`block-${String(index)}.mjs`, checked(code)));
		const main = dir.write("main.mjs", names.map((name) => `await import(${JSON.stringify(name)});`).join("\n"));
		const { stdout } = await runNode([main], dir.path, { TMPDIR: dir.path });
		expect(differences(stdout)).toEqual([]);
		expect(stdout.split("\n").length).toBeGreaterThan(6);
	});

	it("names only what there is", () => {
		const names = [...readme.matchAll(/import \{([^}]*)\} from "@chronos-job\/local"/g)].flatMap(([, list = ""]) =>
			list
				.split(",")
				.map((name) => name.trim())
				.filter((name) => name !== ""),
		);
		expect(names.filter((name) => !(name in local))).toEqual([]);
		expect(readme.match(/`detectCapacity`|`probeLimits`/g)).toHaveLength(2);
	});
});

it("the example that tests its jobs passes", async () => {
	const { stdout } = await runNode(["jobs.test.js"], `${root}examples/test-my-jobs`);
	expect(stdout).toMatch(/^ℹ fail 0$|^# fail 0$/m);
	expect(stdout).toMatch(/^(?:ℹ|#) pass [1-9]/m);
});

/** Prints what each line shows that ends in `; // value`, and what it is. */
function checked(code: string): string {
	const lines = code.replaceAll(
		/^(.+); \/\/ (.+)$/gm,
		(_, expression: string, shown: string) =>
			`console.log(JSON.stringify([${JSON.stringify(shown)}, inspect(${expression}, { breakLength: Infinity })]));`,
	);
	return `import { inspect } from "node:util";\n${lines}`;
}

function differences(stdout: string): readonly unknown[] {
	const pairs: unknown[] = stdout
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line));
	return pairs.filter((pair) => !Array.isArray(pair) || pair[0] !== pair[1]);
}

function runNode(
	words: readonly string[],
	cwd: string,
	variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string }> {
	const env = { PATH: process.env["PATH"], ...variables };
	return promisify(execFile)(process.execPath, ["--conditions=@chronos-job/source", ...words], { cwd, env });
}
