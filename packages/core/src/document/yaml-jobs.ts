import { isAlias, isSeq, type Alias, type Document, type Node } from "yaml";
import { Mistakes, type Mistake } from "./mistakes.ts";
import type { LineTable } from "./position.ts";
import { emptyText, notAJob } from "./text-mistakes.ts";
import { unreadableYaml } from "./yaml-mistakes.ts";
import { readYaml, type YamlReading } from "./yaml-repair.ts";
import { spanOf, YamlValues } from "./yaml-values.ts";

/** The jobs of a text; the first three lists run in parallel. */
export interface YamlJobs {
	readonly values: readonly unknown[];
	readonly jobNodes: readonly unknown[];
	/** Where each job stands in the list that the text holds; undefined when it holds one job alone. */
	readonly indexes: readonly number[] | undefined;
	/** What every alias stands for. */
	readonly targets: ReadonlyMap<Alias, Node>;
	readonly mistakes: readonly Mistake[];
}

/** Reads all jobs of a YAML text: one, a list of them, or several documents. */
export function readYamlJobs(text: string, lines: LineTable): YamlJobs {
	const mistakes = new Mistakes();
	const { documents, isRepaired } = documentsIn(text, mistakes);
	const reader = new YamlValues(mistakes, lines, isRepaired);
	const roots = rootsOf(documents, reader);
	const isDeep = mistakes.has(({ code }) => code === "syntax.too-deep");
	if (isDeep) mistakes.keepOnly("syntax.too-deep");
	if (roots.length === 0 && !mistakes.has(() => true)) mistakes.report(emptyText(text));
	const candidates = isDeep ? [] : roots.flatMap((root) => jobsOf(root, reader));
	for (const { node, value } of candidates) if (!isObject(value)) mistakes.report(notAJob(spanOf(node), value));
	const jobs = candidates.map((root, index) => ({ ...root, index })).filter(({ value }) => isObject(value));
	return {
		values: jobs.map(({ value }) => value),
		jobNodes: jobs.map(({ node }) => node),
		indexes: roots.length === 1 && !Array.isArray(roots[0]?.value) ? undefined : jobs.map(({ index }) => index),
		targets: reader.targets,
		mistakes: mistakes.sorted(),
	};
}

function documentsIn(text: string, mistakes: Mistakes): Pick<YamlReading, "documents" | "isRepaired"> {
	try {
		const reading = readYaml(text);
		for (const mistake of reading.mistakes) mistakes.report(mistake);
		return reading;
	} catch (error) {
		mistakes.report(unreadableYaml(error));
		return { documents: [], isRepaired: false };
	}
}

interface Root {
	readonly node: unknown;
	readonly value: unknown;
}

/** An empty document among several is no mistake. */
function rootsOf(documents: readonly Document.Parsed[], reader: YamlValues): readonly Root[] {
	return documents
		.map(({ contents }) => {
			reader.forgetAnchors();
			return { node: contents, value: reader.valueOf(contents) };
		})
		.filter(({ value }) => value !== null);
}

function jobsOf(root: Root, reader: YamlValues): readonly Root[] {
	if (!Array.isArray(root.value)) return [root];
	const list: readonly unknown[] = root.value;
	const node = isAlias(root.node) ? reader.targets.get(root.node) : root.node;
	const items: readonly unknown[] = isSeq(node) ? node.items : [];
	return list.map((value, index) => ({ node: items[index], value }));
}

function isObject(value: unknown): boolean {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
