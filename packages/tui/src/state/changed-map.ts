/** A map that remembers what it was made of. */
export interface ChangedMap<Value> extends ReadonlyMap<string, Value> {
	readonly base?: ReadonlyMap<string, Value>;
	/** Undefined is gone. */
	readonly changes?: ReadonlyMap<string, Value | undefined>;
}

export interface MapChange<Value> {
	readonly entries: Iterable<readonly [string, Value]>;
	readonly gone: Iterable<string>;
}

/** With other entries, and without some: what stays is shared, for copies of large maps fill the memory quickly. */
export function changedMap<Value extends object>(
	map: ChangedMap<Value>,
	{ entries, gone }: MapChange<Value>,
): ChangedMap<Value> {
	const { base = map, changes = [] } = map;
	const removed = [...gone].map((key) => [key, undefined] as const);
	const layered = layeredMap(base, new Map<string, Value | undefined>([...changes, ...entries, ...removed]));
	return layered.changes.size > mostChanges ? new Map(layered) : layered;
}

const mostChanges = 500;

function layeredMap<Value extends object>(
	base: ReadonlyMap<string, Value>,
	changes: ReadonlyMap<string, Value | undefined>,
): Required<ChangedMap<Value>> {
	let size = base.size;
	for (const [key, value] of changes) size += Number(value !== undefined) - Number(base.has(key));
	const get = (key: string) => (changes.has(key) ? changes.get(key) : base.get(key));
	function* entries(): Generator<[string, Value], undefined> {
		for (const [key, before] of base) {
			const value = changes.has(key) ? changes.get(key) : before;
			if (value !== undefined) yield [key, value];
		}
		for (const [key, value] of changes) if (value !== undefined && !base.has(key)) yield [key, value];
		return undefined;
	}
	function* keys(): Generator<string, undefined> {
		for (const [key] of entries()) yield key;
		return undefined;
	}
	function* values(): Generator<Value, undefined> {
		for (const [, value] of entries()) yield value;
		return undefined;
	}
	const map: Required<ChangedMap<Value>> = {
		base,
		changes,
		size,
		get,
		has: (key) => get(key) !== undefined,
		entries,
		keys,
		values,
		forEach(callback) {
			for (const [key, value] of entries()) callback(value, key, map);
		},
		[Symbol.iterator]: entries,
	};
	return map;
}
