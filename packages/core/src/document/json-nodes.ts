const KEY_START = 0;
const KEY_END = 1;
const START = 2;
const END = 3;
const NEXT = 4;
const SIZE = 5;

/**
 * Where every value of a text stands, in the order of the text. A node is an index; its children follow it,
 * and `next` leads past them. Five numbers per node: 10 000 jobs would need ten times the memory as objects.
 */
export class JsonNodes {
	#data = new Int32Array(SIZE * 64);
	#count = 0;

	get count(): number {
		return this.#count;
	}

	/** Begins a value; -1 for both key offsets when it has no key. */
	begin(keyStart: number, keyEnd: number, start: number): number {
		const node = this.#count;
		const at = node * SIZE;
		if (at + SIZE > this.#data.length) this.#grow();
		this.#data[at + KEY_START] = keyStart;
		this.#data[at + KEY_END] = keyEnd;
		this.#data[at + START] = start;
		this.#count = node + 1;
		return node;
	}

	/** Everything begun since is a descendant. */
	finish(node: number, end: number): void {
		this.#data[node * SIZE + END] = end;
		this.#data[node * SIZE + NEXT] = this.#count;
	}

	/** Forgets every node from this one on. */
	dropFrom(node: number): void {
		this.#count = node;
	}

	keyStart(node: number): number {
		return this.#data[node * SIZE + KEY_START] ?? -1;
	}

	keyEnd(node: number): number {
		return this.#data[node * SIZE + KEY_END] ?? -1;
	}

	start(node: number): number {
		return this.#data[node * SIZE + START] ?? 0;
	}

	end(node: number): number {
		return this.#data[node * SIZE + END] ?? 0;
	}

	/** The nodes directly inside. */
	children(node: number): Iterable<number> {
		return this.between(node + 1, this.#next(node));
	}

	/** A node and those beside it, up to another one. */
	*between(first: number, end: number): Generator<number, void, undefined> {
		for (let node = first; node < end; node = this.#next(node)) yield node;
	}

	/** Gives spare memory back. */
	trim(): void {
		this.#data = this.#data.slice(0, this.#count * SIZE);
	}

	#next(node: number): number {
		return this.#data[node * SIZE + NEXT] ?? 0;
	}

	#grow(): void {
		const larger = new Int32Array(this.#data.length * 2);
		larger.set(this.#data);
		this.#data = larger;
	}
}
