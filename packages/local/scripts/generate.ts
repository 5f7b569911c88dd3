/** Makes the pages about what this server answers from the tables that it answers with. */
import { type Deviation, deviations } from "../src/http/deviations.ts";
import { localEndpoints } from "../src/http/local/endpoints.ts";
import { openApi } from "../src/http/local/open-api.ts";

export function generate(): Promise<Readonly<Record<string, string>>> {
	return Promise.resolve({
		"docs/deviations.md": deviationsText(),
		"docs/openapi.json": jsonText(openApi("1", localEndpoints)),
	});
}

/** As the formatter would leave it: short lists on one line. */
function jsonText(value: unknown): string {
	const text = JSON.stringify(value, undefined, "\t");
	const short = text.replaceAll(/^.*?\[\n\s*"[^[\]{}]*"\n\s*\],?/gm, (lines) => {
		const line = lines.replace(/\[\s+/, "[").replace(/\s+\]/, "]").replaceAll(/\n\s*/g, " ");
		return line.replaceAll("\t", "    ").length <= 120 ? line : lines;
	});
	return `${short}\n`;
}

function deviationsText(): string {
	return `<!-- Generated from packages/local/src/http/deviations.ts by \`npm run fix\`; edit that. -->

# Deviations

Where the embedded server differs from a real Chronos on purpose. Those with a rule are off with \`--faithful\`, or one by one; the others cannot be switched off.

${deviations.map(sectionOf).join("\n")}`;
}

function sectionOf(deviation: Deviation): string {
	const { name, contract, upstream, ours } = deviation;
	return `## ${name}

- Chronos: ${upstream}
- Here: ${ours}
- ${switchOf(deviation)} Contract §${contract.replaceAll(", ", ", §")}.
`;
}

function switchOf({ rule, isOfExecutor = false }: Deviation): string {
	if (isOfExecutor) return "Switched off by `--faithful`, or where the executor is told to be `faithful`.";
	return rule === undefined ? "Cannot be switched off." : `Switched off by \`--faithful\`, or by the rule \`${rule}\`.`;
}
