import { commentsIn, type Comment, type Gap } from "./json-comments.ts";
import type { JsonText } from "./json-places.ts";
import { inOrder, type KeyOrder } from "./key-order.ts";
import { keyTextOf } from "./key-text.ts";

/** A field or an element, with the comments that belong to it. */
export interface Item {
	readonly node: number;
	/** Absent for elements. */
	readonly name: string | undefined;
	/** The name as it is written, with its colon; nothing for elements. */
	readonly key: string;
	readonly leading: readonly Comment[];
	readonly trailing: readonly Comment[];
}

/** What is between two brackets. */
export interface Items {
	readonly brackets: string;
	/** Comments on the line of the opening bracket. */
	readonly opening: readonly Comment[];
	readonly list: readonly Item[];
	/** Comments behind the last item. */
	readonly dangling: readonly Comment[];
	readonly hasComments: boolean;
}

/** Takes apart what is between two brackets, and sorts the fields. */
export function itemsIn(json: JsonText, node: number, layout: KeyOrder): Items {
	const { text, nodes } = json;
	const brackets = text.charAt(nodes.start(node)) + text.charAt(nodes.end(node) - 1);
	const children = [...nodes.children(node)];
	const starts = [...children.map((child) => startOf(json, child)), nodes.end(node) - 1];
	const ends = [nodes.start(node) + 1, ...children.map((child) => nodes.end(child))];
	const gaps = starts.map((end, index) => commentsIn(text, { start: ends[index] ?? end, end }, index === 0));
	const list = children.map((child, index) => itemOf(json, child, { before: gaps[index], behind: gaps[index + 1] }));
	const first = gaps[0]?.trailing ?? [];
	const last = gaps.at(-1)?.leading ?? [];
	const hasComments =
		first.length + last.length > 0 || list.some((item) => item.leading.length + item.trailing.length > 0);
	const isEmpty = list.length === 0;
	return {
		brackets,
		opening: isEmpty ? [] : first,
		list: inOrder(list, layout, ({ name }) => name),
		dangling: isEmpty ? [...first, ...last] : last,
		hasComments,
	};
}

function itemOf(
	json: JsonText,
	node: number,
	{ before, behind }: { readonly before?: Gap | undefined; readonly behind?: Gap | undefined },
): Item {
	const { text, nodes } = json;
	const keyStart = nodes.keyStart(node);
	const leading = before?.leading ?? [];
	const trailing = behind?.trailing ?? [];
	if (keyStart < 0) return { node, name: undefined, key: "", leading, trailing };
	const keyEnd = nodes.keyEnd(node);
	const colon = commentsIn(text, { start: keyEnd, end: nodes.start(node) });
	return {
		node,
		name: keyTextOf(text, keyStart, keyEnd),
		key: `${text.slice(keyStart, keyEnd)}: `,
		leading: [...leading, ...colon.trailing, ...colon.leading],
		trailing,
	};
}

function startOf({ nodes }: JsonText, node: number): number {
	const keyStart = nodes.keyStart(node);
	return keyStart < 0 ? nodes.start(node) : keyStart;
}
