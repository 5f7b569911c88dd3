import { commentLines, commentsIn, type Comment } from "./json-comments.ts";
import { itemsIn, type Item, type Items } from "./json-items.ts";
import type { JsonText } from "./json-places.ts";
import type { KeyOrder } from "./key-order.ts";

const WIDTH = 80;
const INDENT = "  ";
const anyOrder: KeyOrder = { order: [] };

/** Writes a text without mistakes anew; its outermost value is the first node. */
export function formatJson(json: JsonText, layout: KeyOrder): string {
	const { text, nodes } = json;
	const start = text.startsWith("\uFEFF") ? 1 : 0;
	const before = commentsIn(text, { start, end: nodes.start(0) });
	const after = commentsIn(text, { start: nodes.end(0), end: text.length });
	const isList = text.charAt(nodes.start(0)) === "[";
	const root = formatValue(json, 0, { layout, indent: "", room: WIDTH, openLevels: isList ? 2 : 1 });
	const lines = [
		...commentBlock([...before.trailing, ...before.leading], ""),
		...(before.endsApart && before.trailing.length + before.leading.length > 0 ? [""] : []),
		...withTrailing(root, after.trailing),
		...(after.leading[0]?.isApart === true ? [""] : []),
		...commentBlock(after.leading, ""),
	];
	const newline = /\r\n|\n|\r/u.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
	return lines.join(newline) + newline;
}

interface Surroundings {
	readonly layout: KeyOrder;
	readonly indent: string;
	/** How many columns are left on the first line. */
	readonly room: number;
	/** How many levels of brackets never stand on one line: the list of jobs and the jobs. */
	readonly openLevels: number;
}

/** The lines of a value, all but the first with their indentation. */
function formatValue(json: JsonText, node: number, around: Surroundings): readonly string[] {
	const { text, nodes } = json;
	const written = text.slice(nodes.start(node), nodes.end(node));
	if (!/^[[{]/u.test(written)) return [written];
	const items = itemsIn(json, node, around.layout);
	const short = around.openLevels > 0 ? undefined : onOneLine(json, items);
	if (short !== undefined && short.length <= around.room) return [short];
	const indent = around.indent + INDENT;
	const lines = items.list.flatMap((item, index) =>
		formatItem(json, item, { ...around, indent, isLast: index === items.list.length - 1 }),
	);
	const inside = [...lines, ...commentBlock(items.dangling, indent)];
	if (inside.length === 0 && items.opening.length === 0) return [items.brackets];
	return [
		...withTrailing([items.brackets.charAt(0)], items.opening),
		...inside,
		around.indent + items.brackets.charAt(1),
	];
}

/** Undefined when there are brackets or comments inside. */
function onOneLine({ text, nodes }: JsonText, { brackets, list, hasComments }: Items): string | undefined {
	const written = list.map(({ node, key }) => key + text.slice(nodes.start(node), nodes.end(node)));
	const isFlat = !hasComments && list.every(({ node }) => !/[[{]/u.test(text.charAt(nodes.start(node))));
	if (!isFlat) return undefined;
	const gap = brackets === "{}" && list.length > 0 ? " " : "";
	return brackets.charAt(0) + gap + written.join(", ") + gap + brackets.charAt(1);
}

function formatItem(
	json: JsonText,
	item: Item,
	around: Surroundings & { readonly isLast: boolean },
): readonly string[] {
	const { indent, isLast, openLevels } = around;
	const layout = item.name === undefined ? around.layout : (around.layout.inside?.[item.name] ?? anyOrder);
	const room = WIDTH - indent.length - item.key.length - (isLast ? 0 : 1);
	const value = formatValue(json, item.node, { layout, indent, room, openLevels: openLevels - 1 });
	const lines = [indent + item.key + (value[0] ?? ""), ...value.slice(1)];
	const last = `${lines.at(-1) ?? ""}${isLast ? "" : ","}`;
	return [...commentBlock(item.leading, indent), ...withTrailing([...lines.slice(0, -1), last], item.trailing)];
}

function commentBlock(comments: readonly Comment[], indent: string): readonly string[] {
	return comments.flatMap((comment, index) => [
		...(comment.isApart && index > 0 ? [""] : []),
		...commentLines(comment, indent),
	]);
}

/** Comments behind the last line. */
function withTrailing(lines: readonly string[], comments: readonly Comment[]): readonly string[] {
	const indent = /^\s*/u.exec(lines.at(-1) ?? "")?.[0] ?? "";
	return comments.reduce((before, comment) => {
		const [first = "", ...others] = commentLines(comment, indent);
		return [...before.slice(0, -1), `${before.at(-1) ?? ""} ${first.trimStart()}`, ...others];
	}, lines);
}
