/** A story about the program as text: files, a command line, what it must answer. */
export interface Scenario {
	readonly title: string;
	readonly files: Readonly<Record<string, string>>;
	readonly stdin: string | undefined;
	readonly answers: readonly string[] | undefined;
	readonly steps: readonly ScenarioStep[];
}

export interface ScenarioStep {
	/** The words of the command line, without `chronos-job`. */
	readonly argv: readonly string[];
	readonly exit: number;
	/** Absent parts are not checked. */
	readonly stdout: string | undefined;
	readonly stderr: string | undefined;
	/** What files must hold afterwards. */
	readonly files: Readonly<Record<string, string>>;
}

interface Section {
	readonly name: string;
	readonly text: string;
}

/** Reads `# title`, then `--- file NAME`, `--- stdin`, `--- answers`, and per step `--- run`, `--- exit`, `--- stdout`, `--- stderr`, `--- then NAME`. */
export function parseScenario(text: string): Scenario {
	const [head = "", ...rest] = text.split(/^--- /m);
	const sections = rest.map(sectionOf);
	const firstRun = sections.findIndex(({ name }) => name === "run");
	const before = sections.slice(0, firstRun);
	const findText = (name: string) => before.find((section) => section.name === name)?.text;
	return {
		title: head.replace(/^#\s*/, "").trim(),
		files: filesOf(before, "file "),
		stdin: findText("stdin"),
		answers: findText("answers")?.trimEnd().split("\n"),
		steps: stepsOf(sections.slice(firstRun)),
	};
}

function sectionOf(text: string): Section {
	const end = text.indexOf("\n");
	return end === -1 ? { name: text.trim(), text: "" } : { name: text.slice(0, end).trim(), text: text.slice(end + 1) };
}

function filesOf(sections: readonly Section[], prefix: string): Readonly<Record<string, string>> {
	const named = sections.filter(({ name }) => name.startsWith(prefix));
	return Object.fromEntries(named.map(({ name, text }) => [name.slice(prefix.length), text]));
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
