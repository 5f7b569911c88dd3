/** A sorted map that is never changed: every change makes a new one that shares all but a path of O(log n) nodes. */
export interface OrderedMap<Key, Value> {
	readonly compare: (a: Key, b: Key) => number;
	readonly root: Node<Key, Value> | undefined;
}

interface Node<Key, Value> {
	readonly key: Key;
	readonly value: Value;
	readonly left: Node<Key, Value> | undefined;
	readonly right: Node<Key, Value> | undefined;
	readonly size: number;
}

type Tree<Key, Value> = Node<Key, Value> | undefined;
type Entry<Key, Value> = Pick<Node<Key, Value>, "key" | "value">;

export function orderedMap<Key, Value>(compare: (a: Key, b: Key) => number): OrderedMap<Key, Value> {
	return { compare, root: undefined };
}

export function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

export function compareNumber(a: number, b: number): number {
	return a - b;
}

export function sizeOf<Key, Value>({ root }: OrderedMap<Key, Value>): number {
	return weight(root);
}

export function findIn<Key, Value>({ compare, root }: OrderedMap<Key, Value>, key: Key): Value | undefined {
	let at = root;
	while (at !== undefined) {
		const side = compare(key, at.key);
		if (side === 0) return at.value;
		at = side < 0 ? at.left : at.right;
	}
	return undefined;
}

export function firstOf<Key, Value>({ root }: OrderedMap<Key, Value>): Entry<Key, Value> | undefined {
	let at = root;
	while (at?.left !== undefined) at = at.left;
	return at;
}

export function withEntry<Key, Value>(map: OrderedMap<Key, Value>, key: Key, value: Value): OrderedMap<Key, Value> {
	return { compare: map.compare, root: inserted(map.root, { key, value }, map.compare) };
}

export function withoutKey<Key, Value>(map: OrderedMap<Key, Value>, key: Key): OrderedMap<Key, Value> {
	const root = removed(map.root, key, map.compare);
	return root === map.root ? map : { compare: map.compare, root };
}

export function* valuesOf<Key, Value>({ root }: OrderedMap<Key, Value>): Generator<Value, void, undefined> {
	const path: Node<Key, Value>[] = [];
	let at = root;
	while (at !== undefined || path.length > 0) {
		for (; at !== undefined; at = at.left) path.push(at);
		const node = path.pop();
		if (node === undefined) return;
		yield node.value;
		at = node.right;
	}
}

// A weight-balanced tree: no side outweighs the other by more than `imbalance`.
const imbalance = 3;
const single = 2;

function weight<Key, Value>(tree: Tree<Key, Value>): number {
	return tree === undefined ? 0 : tree.size;
}

function inserted<Key, Value>(
	tree: Tree<Key, Value>,
	entry: Entry<Key, Value>,
	compare: (a: Key, b: Key) => number,
): Node<Key, Value> {
	if (tree === undefined) return join(entry, undefined, undefined);
	const side = compare(entry.key, tree.key);
	if (side === 0) return join(entry, tree.left, tree.right);
	return side < 0
		? balanced(tree, inserted(tree.left, entry, compare), tree.right)
		: balanced(tree, tree.left, inserted(tree.right, entry, compare));
}

function removed<Key, Value>(tree: Tree<Key, Value>, key: Key, compare: (a: Key, b: Key) => number): Tree<Key, Value> {
	if (tree === undefined) return undefined;
	const side = compare(key, tree.key);
	if (side === 0) return glued(tree.left, tree.right);
	const child = side < 0 ? tree.left : tree.right;
	const rest = removed(child, key, compare);
	if (rest === child) return tree;
	return side < 0 ? balanced(tree, rest, tree.right) : balanced(tree, tree.left, rest);
}

function glued<Key, Value>(left: Tree<Key, Value>, right: Tree<Key, Value>): Tree<Key, Value> {
	if (left === undefined) return right;
	if (right === undefined) return left;
	const { first, rest } = splitFirst(right);
	return balanced(first, left, rest);
}

function splitFirst<Key, Value>(
	tree: Node<Key, Value>,
): { readonly first: Entry<Key, Value>; readonly rest: Tree<Key, Value> } {
	if (tree.left === undefined) return { first: tree, rest: tree.right };
	const { first, rest } = splitFirst(tree.left);
	return { first, rest: balanced(tree, rest, tree.right) };
}

function join<Key, Value>(
	{ key, value }: Entry<Key, Value>,
	left: Tree<Key, Value>,
	right: Tree<Key, Value>,
): Node<Key, Value> {
	return { key, value, left, right, size: weight(left) + weight(right) + 1 };
}

function balanced<Key, Value>(
	entry: Entry<Key, Value>,
	left: Tree<Key, Value>,
	right: Tree<Key, Value>,
): Node<Key, Value> {
	const isSmall = weight(left) + weight(right) < 2;
	if (!isSmall && right !== undefined && weight(right) > imbalance * weight(left)) {
		return turnedLeft(entry, left, right);
	}
	if (!isSmall && left !== undefined && weight(left) > imbalance * weight(right)) {
		return turnedRight(entry, left, right);
	}
	return join(entry, left, right);
}

function turnedLeft<Key, Value>(
	entry: Entry<Key, Value>,
	left: Tree<Key, Value>,
	right: Node<Key, Value>,
): Node<Key, Value> {
	const inner = right.left;
	if (inner === undefined || weight(inner) < single * weight(right.right)) {
		return join(right, join(entry, left, inner), right.right);
	}
	return join(inner, join(entry, left, inner.left), join(right, inner.right, right.right));
}

function turnedRight<Key, Value>(
	entry: Entry<Key, Value>,
	left: Node<Key, Value>,
	right: Tree<Key, Value>,
): Node<Key, Value> {
	const inner = left.right;
	if (inner === undefined || weight(inner) < single * weight(left.left)) {
		return join(left, left.left, join(entry, inner, right));
	}
	return join(inner, join(left, left.left, inner.left), join(entry, inner.right, right));
}
