import { isMap, isNode, isScalar, isSeq, Lexer, parseAllDocuments, type Document, type YAMLMap } from "yaml";
import { isEqual } from "./is-equal.ts";
import { inOrder, type KeyOrder } from "./key-order.ts";
import { createLineTable } from "./line-table.ts";
import { readYamlJobs } from "./yaml-jobs.ts";

const anyOrder: KeyOrder = { order: [] };
const ROUNDS = 3;

/** Writes a text without mistakes anew; as it is when that would change a value, lose a comment or never settle. */
export function formatYaml(text: string, layout: KeyOrder): string {
	return settled(text, layout) ?? settled(text, anyOrder) ?? text;
}

function settled(text: string, layout: KeyOrder): string | undefined {
	let before = text;
	for (let round = 0; round < ROUNDS; round += 1) {
		const after = formatOnce(before, layout);
		if (after === undefined || !saysTheSame(text, after)) return undefined;
		if (after === before) return after;
		before = after;
	}
	return undefined;
}

/** Undefined when an alias would stand before its anchor. */
function formatOnce(text: string, layout: KeyOrder): string | undefined {
	try {
		return rewrite(text, layout);
	} catch {
		return undefined;
	}
}

function rewrite(text: string, layout: KeyOrder): string {
	const documents: readonly Document.Parsed[] = parseAllDocuments(text, {
		version: "1.2",
		schema: "core",
		uniqueKeys: false,
		logLevel: "silent",
	});
	const parts = documents.map((document, index) => {
		sort(document.contents, layout);
		const part = document.toString({ lineWidth: 0 });
		return index > 0 && !part.startsWith("---") && !part.startsWith("%") ? `---\n${part}` : part;
	});
	const joined = parts.join("");
	return text.includes("\r\n") ? joined.replaceAll("\n", "\r\n") : joined;
}

/** Sorts the fields of a node and of all nodes inside, in place: the document was parsed for nothing else. */
function sort(node: unknown, layout: KeyOrder): void {
	if (isSeq(node)) for (const item of node.items) sort(item, layout);
	if (!isMap(node)) return;
	giveCommentToFirst(node);
	for (const { key, value } of node.items) sort(value, layout.inside?.[String(key)] ?? anyOrder);
	node.items = [...inOrder(node.items, layout, ({ key }) => (isScalar(key) ? String(key.value) : undefined))];
	const [first] = node.items;
	if (isNode(first?.key)) first.key.spaceBefore = false;
}

/** The parser gives the comment above the first field to the whole object, where it would stay behind. */
function giveCommentToFirst(map: YAMLMap): void {
	const [first] = map.items;
	if (map.flow === true || typeof map.commentBefore !== "string" || !isNode(first?.key)) return;
	first.key.commentBefore = map.commentBefore;
	map.commentBefore = null;
}

function saysTheSame(before: string, after: string): boolean {
	const [one, other] = [before, after].map((text) => readYamlJobs(text, createLineTable(text)));
	const isSound = other !== undefined && other.mistakes.length === 0;
	return isSound && isEqual(one?.values, other.values) && isEqual(commentsOf(before), commentsOf(after));
}

function commentsOf(text: string): readonly string[] {
	return [...new Lexer().lex(text)]
		.filter((token) => token.startsWith("#"))
		.map((comment) => comment.trim())
		.toSorted();
}
