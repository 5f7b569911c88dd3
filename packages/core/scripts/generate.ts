/** Makes the pages about findings from the rules, their samples and the syntax codes. */
import type { RulePage } from "../src/validate/rule-page.ts";
import { showControls } from "../src/document/shown-text.ts";
import { syntaxCodes } from "../src/document/syntax-codes.ts";
import { syntaxPages } from "../src/document/syntax-pages.ts";
import { buildRules } from "../src/validate/build-rules/index.ts";
import type { Rule } from "../src/validate/rule.ts";
import { rules } from "../src/validate/rules/index.ts";

interface Page extends Pick<RulePage, "chronos" | "valid" | "invalid"> {
	readonly code: string;
	readonly severity: string;
	readonly about: string;
}

export async function generate(): Promise<Readonly<Record<string, string>>> {
	const rulePages = [
		...rules.map((rule) => rulePage(rule, "rules")),
		...buildRules.map((rule) => rulePage(rule, "build-rules")),
	];
	const pages = [...syntaxPageList(), ...(await Promise.all(rulePages))].toSorted((a, b) => (a.code < b.code ? -1 : 1));
	return {
		"docs/findings.md": indexText(pages),
		...Object.fromEntries(pages.map((page) => [`docs/findings/${page.code}.md`, pageText(page)])),
	};
}

async function rulePage({ code, severity, about }: Rule, folder: string): Promise<Page> {
	const module: { readonly page: RulePage } = await import(
		`../src/validate/${folder}/${code.replaceAll(".", "-")}.samples.ts`
	);
	return { code, severity, about, ...module.page };
}

function syntaxPageList(): readonly Page[] {
	return Object.entries(syntaxCodes).map(([code, { severity, about }]) => {
		const page = new Map(Object.entries(syntaxPages)).get(code);
		if (page === undefined) throw new Error(`syntax-pages.ts has nothing about ${code}`);
		return { code, severity, about, ...page };
	});
}

const generated = "<!-- Generated from the rules and their samples by `npm run fix`; edit those. -->\n\n";

function indexText(pages: readonly Page[]): string {
	const rows = pages.map(
		({ code, severity, about }) => `| [\`${code}\`](findings/${code}.md) | ${severity} | ${about} |`,
	);
	return `${generated}# Findings

What \`chronos-job validate\` can say about a job file. An **error** means that Chronos refuses the job, loses part of it or breaks on it; a **warning**, that the job is legal and will hurt; a **note**, that something is worth knowing.

| code | severity | about |
| --- | --- | --- |
${rows.join("\n")}
`;
}

function pageText({ code, severity, about, chronos, valid, invalid }: Page): string {
	const samples = invalid.map(({ text, fixed }) => {
		const shown = fence(text.replaceAll(/[«»]/g, ""));
		return fixed === undefined ? shown : `${shown}\n\n\`validate --fix\` makes of it:\n\n${fence(fixed)}`;
	});
	const good = valid.map((sample) => fence(typeof sample === "string" ? sample : sample.text));
	return `${generated}# \`${code}\`

${about} Severity: **${severity}**.

## What Chronos does

${chronos}

## Found in

${samples.join("\n\n")}
${good.length === 0 ? "" : `\n## Not found in\n\n${good.join("\n\n")}\n`}`;
}

function fence(text: string): string {
	const language = languageOf(text);
	const shown = showControlsButLayout(text.length > 600 ? `${text.slice(0, 600)}…` : text);
	const ticks = "`".repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
	return `${ticks}${language}\n${shown}\n${ticks}`;
}

function languageOf(text: string): string {
	if (/^\s*[[{"]/.test(text)) return "json";
	return /^[\w$-]+:(?: |$)/m.test(text) ? "yaml" : "text";
}

/** Characters that would spoil the page are spelled out, all but the ones that a page has itself. */
function showControlsButLayout(text: string): string {
	return text
		.split(/([\n\t])/)
		.map((part) => (/[\n\t]/.test(part) ? part : showControls(part)))
		.join("");
}
