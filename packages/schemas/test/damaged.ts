import * as fc from "fast-check";

type Path = readonly (string | number)[];
interface Damage {
	readonly at: number;
	readonly how: "replace" | "remove" | "add";
	readonly field: string;
	readonly junk: unknown;
}

const junk = fc.oneof(
	fc.constantFrom<unknown>(null, "", "x", "RW", "mesos", 0, -1, 0.5, 1e300, true, [], {}, [[]], [null]),
	fc.jsonValue({ maxDepth: 2 }),
);
const fields = [
	"name",
	"schedule",
	"parents",
	"gpu",
	"$schema",
	"container",
	"image",
	"retries",
	"__proto__",
	"constructor",
];
const damage: fc.Arbitrary<Damage> = fc.record({
	at: fc.nat(1000),
	how: fc.constantFrom("replace", "remove", "add"),
	field: fc.constantFrom(...fields),
	junk,
});

/** Values in which something, somewhere, was replaced, removed or added. */
export function damaged(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
	const damages = fc.array(damage, { minLength: 1, maxLength: 3 });
	return fc.tuple(values, damages).map(([value, list]) => list.reduce(applyDamage, value));
}

function applyDamage(value: unknown, { at, how, field, junk }: Damage): unknown {
	const places = placesOf(value);
	const place = places[at % places.length] ?? [];
	if (how === "replace") return changeAt(value, place, () => [junk]);
	if (how === "remove") return changeAt(value, place, () => []) ?? junk;
	return changeAt(value, place, (old) => [
		isObject(old) ? Object.fromEntries([...Object.entries(old), [field, junk]]) : junk,
	]);
}

function placesOf(value: unknown): readonly Path[] {
	if (typeof value !== "object" || value === null) return [[]];
	const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	const inner = keys.flatMap((key) => placesOf(Reflect.get(value, key)).map((path) => [key, ...path]));
	return [[], ...inner];
}

/** Replaces the value at a place by one value or by none. */
function changeAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => readonly unknown[]): unknown {
	if (key === undefined) return change(value)[0];
	const inner = (item: unknown) => (rest.length === 0 ? change(item) : [changeAt(item, rest, change)]);
	if (Array.isArray(value)) return value.flatMap((item, index) => (index === key ? inner(item).slice(0, 1) : [item]));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, item]) =>
			name === key ? inner(item).map((made) => [name, made]) : [[name, item]],
		),
	);
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
