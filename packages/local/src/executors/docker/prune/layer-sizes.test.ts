import { expect, it } from "vitest";
import { freedBytes, layersOf } from "./layer-sizes.ts";

/** The steps as they were made; an engine tells the latest first. */
function sized(digests: string, steps: readonly (readonly [string, number])[], bytes = 99) {
	const history = steps.map(([CreatedBy, Size]) => ({ CreatedBy, Size })).toReversed();
	return layersOf({ id: "x", bytes, digests: digests.split(""), history });
}

const bytesOf = ({ layers }: ReturnType<typeof sized>) => layers.map(({ bytes }) => bytes);

it.each<readonly [string, string, readonly (readonly [string, number])[], readonly number[], boolean]>([
	[
		"each step that holds something is one",
		"ab",
		[
			["ADD file", 5],
			["ENV A=1", 0],
			["RUN x", 7],
		],
		[5, 7],
		true,
	],
	[
		"a folder to work in is one, though it holds nothing",
		"abc",
		[
			["/bin/sh -c #(nop) ADD file:1 in /", 5],
			['/bin/sh -c #(nop)  CMD ["sh"]', 0],
			["WORKDIR /app", 0],
			["COPY . . # buildkit", 7],
		],
		[5, 0, 7],
		true,
	],
	[
		"so is a command that left nothing",
		"abc",
		[
			["ADD file", 5],
			["/bin/sh -c true", 0],
			["/bin/sh -c make", 7],
		],
		[5, 0, 7],
		true,
	],
	[
		"what nobody can tell is said to be in the upper ones",
		"abc",
		[
			["ADD file", 5],
			["odd", 0],
			["odd", 0],
			["RUN x", 7],
		],
		[0, 5, 7],
		false,
	],
	["without a history all of it is in the last", "ab", [], [0, 99], false],
	[
		"a history of another image is no help",
		"a",
		[
			["ADD file", 5],
			["RUN x", 7],
		],
		[99],
		false,
	],
])("of the layers of an image %s", (_, digests, ...[steps, expected, isExact]) => {
	const found = sized(digests, steps);
	expect({ bytes: bytesOf(found), isExact: found.isExact }).toEqual({ bytes: expected, isExact });
});

it("an image whose layers are not told is one layer of its own", () => {
	expect(layersOf({ id: "x", bytes: 9, digests: [], history: [] })).toEqual({
		layers: [{ key: "x", bytes: 9 }],
		isExact: false,
	});
});

it("what many share is freed once, what one that stays has is not, and the same layer on another is another", () => {
	const of = (digests: string) =>
		sized(
			digests,
			digests.split("").map((digest) => [`RUN ${digest}`, digest.codePointAt(0) ?? 0]),
		);
	const [a, b, c] = ["a", "b", "c"].map((digest) => digest.codePointAt(0) ?? 0) as [number, number, number];
	expect(freedBytes([of("ab"), of("ac"), of("bc")], [])).toEqual([a + b, c, b + c]);
	expect(freedBytes([of("ab"), of("ac")], [of("a")])).toEqual([b, c]);
	expect(freedBytes([of("ab")], [of("abc")])).toEqual([0]);
});
