import type { LyingServerOptions } from "./lying-server.ts";

/** A story about the program as text: files, a command line, what it must answer. */
export interface Scenario {
	readonly title: string;
	/** Why it is about the newer dialect alone. */
	readonly only3x: string | undefined;
	/** Why real processes would tell it differently. */
	readonly onlyInProcess: string | undefined;
	readonly files: Readonly<Record<string, string>>;
	readonly stdin: string | undefined;
	readonly answers: readonly string[] | undefined;
	readonly liar: LiarOfStory | undefined;
	readonly steps: readonly ScenarioStep[];
}

/** The server of the story when it is no honest one. */
interface LiarOfStory extends LyingServerOptions {
	/** What becomes of jobs once they are submitted or started. */
	readonly plays?: Readonly<Record<string, readonly string[]>>;
}

export interface ScenarioStep {
	/** The words of the command line, without `chronos-job`. */
	readonly argv: readonly string[];
	readonly exit: number;
	/** Absent parts are not checked. */
	readonly stdout: string | undefined;
	readonly stderr: string | undefined;
	/** What was written to the liar meanwhile. */
	readonly requests: string | undefined;
	/** What files must hold afterwards. */
	readonly files: Readonly<Record<string, string>>;
}

interface Section {
	readonly name: string;
	readonly text: string;
}

const remarkForm = /^(?:dialect: 3\.x|in process only): ./;
const sectionForm = /^(?:(?:file|then) .+|server lying.*|exit \d+|stdin|answers|run|stdout|stderr|requests)$/;

/**
 * Reads `# title`, `# dialect: 3.x: reason`, `# in process only: reason`, then `--- file NAME`, `--- stdin`, `--- answers`,
 * `--- server lying {…}`, and per step `--- run`, `--- exit`, `--- stdout`, `--- stderr`, `--- requests`, `--- then NAME`.
 */
export function parseScenario(text: string): Scenario {
	const [head = "", ...rest] = text.split(/^--- /m);
	const [title = "", ...remarks] = head
		.trim()
		.split("\n")
		.map((line) => line.replace(/^#\s*/, "").trim());
	const sections = rest.map(sectionOf);
	refuseUnknown(remarks, remarkForm);
	refuseUnknown(
		sections.map(({ name }) => name),
		sectionForm,
	);
	const firstRun = sections.findIndex(({ name }) => name === "run");
	const before = sections.slice(0, firstRun);
	const findText = (name: string) => before.find((section) => section.name === name)?.text;
	return {
		title,
		only3x: findReason(remarks, "dialect: 3.x: "),
		onlyInProcess: findReason(remarks, "in process only: "),
		files: filesOf(before, "file "),
		stdin: findText("stdin"),
		answers: findText("answers")?.trimEnd().split("\n"),
		liar: findLiar(before),
		steps: stepsOf(sections.slice(firstRun)),
	};
}

function sectionOf(text: string): Section {
	const end = text.indexOf("\n");
	return end === -1 ? { name: text.trim(), text: "" } : { name: text.slice(0, end).trim(), text: text.slice(end + 1) };
}

/** What is misspelt would not be checked. */
function refuseUnknown(names: readonly string[], form: RegExp): void {
	const unknown = names.find((name) => !form.test(name));
	if (unknown !== undefined) throw new Error(`no part of a scenario begins with "${unknown}"`);
}

function findReason(remarks: readonly string[], mark: string): string | undefined {
	return remarks.find((remark) => remark.startsWith(mark))?.slice(mark.length);
}

function filesOf(sections: readonly Section[], prefix: string): Readonly<Record<string, string>> {
	const named = sections.filter(({ name }) => name.startsWith(prefix));
	return Object.fromEntries(named.map(({ name, text }) => [name.slice(prefix.length), text]));
}

/** Its options begin on the line of the section or on the next. */
function findLiar(sections: readonly Section[]): LiarOfStory | undefined {
	const mark = "server lying";
	const section = sections.find(({ name }) => name.startsWith(mark));
	return section && JSON.parse(`${section.name.slice(mark.length)}${section.text}`.trim() || "{}");
}

function stepsOf(sections: readonly Section[]): readonly ScenarioStep[] {
	const groups: Section[][] = [];
	for (const section of sections) {
		if (section.name === "run") groups.push([]);
		groups.at(-1)?.push(section);
	}
	return groups.map(stepOf);
}

function stepOf(sections: readonly Section[]): ScenarioStep {
	const texts = new Map(sections.map(({ name, text }) => [name.split(" ")[0] ?? name, text]));
	const exit = sections.find(({ name }) => name.startsWith("exit"))?.name.slice("exit".length);
	return {
		argv: wordsOf(texts.get("run") ?? ""),
		exit: Number(exit ?? 0),
		stdout: texts.get("stdout"),
		stderr: texts.get("stderr"),
		requests: texts.get("requests"),
		files: filesOf(sections, "then "),
	};
}

/** Splits as a shell would, with single and double quotes. */
export function wordsOf(line: string): readonly string[] {
	const words = [...line.trim().matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
		word.replaceAll(/["']/g, ""),
	);
	return words[0] === "chronos-job" ? words.slice(1) : words;
}
