import { type OrderedMap, sizeOf } from "../engine/ordered-map.ts";

type Tree<Value> = OrderedMap<string, Value>["root"];
type Node<Value> = NonNullable<Tree<Value>>;

/**
 * Writes the values of a map that shares what did not change with its predecessors, and so does this:
 * after a change only the piece that the changed value stands in is written anew.
 */
export function createTreeTexts<Value extends object>(format: (value: Value) => string, mostKept: number) {
	const ofTrees = new WeakMap<Node<Value>, Uint8Array>();
	const ofValues = new WeakMap<Value, Uint8Array>();
	return (map: OrderedMap<string, Value>) => separated(piecesOf(map.root, sizeOf(map) <= mostKept));

	function* piecesOf(tree: Tree<Value>, isKept: boolean): Generator<Uint8Array, void> {
		if (tree === undefined) return;
		if (tree.size <= pieceSize) {
			yield textOf(isKept ? ofTrees : undefined, tree, () => textsIn(tree, format).join(","));
			return;
		}
		yield* piecesOf(tree.left, isKept);
		yield textOf(isKept ? ofValues : undefined, tree.value, () => format(tree.value));
		yield* piecesOf(tree.right, isKept);
	}
}

const pieceSize = 64;
const comma = Buffer.from(",");

function* separated(pieces: Iterable<Uint8Array>): Generator<Uint8Array, void> {
	let isFirst = true;
	for (const piece of pieces) {
		if (!isFirst) yield comma;
		isFirst = false;
		yield piece;
	}
}

function textsIn<Value>(tree: Tree<Value>, format: (value: Value) => string): readonly string[] {
	if (tree === undefined) return [];
	return [...textsIn(tree.left, format), format(tree.value), ...textsIn(tree.right, format)];
}

type Texts<Key extends object> = WeakMap<Key, Uint8Array> | undefined;

function textOf<Key extends object>(texts: Texts<Key>, key: Key, write: () => string): Uint8Array {
	const known = texts?.get(key);
	if (known !== undefined) return known;
	const text = Buffer.from(write());
	texts?.set(key, text);
	return text;
}
