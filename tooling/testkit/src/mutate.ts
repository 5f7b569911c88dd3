import type { Random } from "./random.ts";

/** What people and broken editors do to a text. */
export function mutate(text: string, random: Random): string {
	let mutated = text;
	for (let times = 1 + random.below(4); times > 0; times--) mutated = random.pick(mutations)(mutated, random);
	return mutated;
}

type Mutation = (text: string, random: Random) => string;

const oddities = [
	"，",
	"：",
	"“",
	"”",
	"'",
	"\t",
	"\uFEFF",
	"\u0000",
	"null",
	"NaN",
	"True",
	",",
	",,",
	"}",
	"{",
	"]",
	"[",
	'"',
	"\\",
	"\\u12",
	"//",
	"/*",
	"-",
	"\r",
	"\n",
	"<name>",
	"{{x}}",
	"R//PT0S",
	"P1M",
	"1e999",
	"-0",
	"__proto__",
	"\uD800",
	"😀",
	":",
	"#",
	"&a",
	"*a",
	"---\n",
	"? ",
	"!!binary ",
];

const mutations: readonly Mutation[] = [
	(text, random) => splice(text, { at: random.below(text.length + 1), remove: 1, insert: "" }),
	(text, random) => splice(text, { at: random.below(text.length + 1), remove: random.below(40), insert: "" }),
	(text, random) => splice(text, { at: random.below(text.length + 1), remove: 0, insert: random.pick(oddities) }),
	(text, random) => splice(text, { at: random.below(text.length + 1), remove: 1, insert: random.pick(oddities) }),
	(text, random) => text.slice(0, random.below(text.length + 1)),
	(text, random) => text.slice(random.below(text.length + 1)),
	(text, random) => splice(text, { at: random.below(text.length + 1), remove: 0, insert: piece(text, random) }),
	(text, random) => swapLines(text, random),
	(text, random) =>
		text.replace(
			/: *("[^"]*"|[\d.]+|true|false)/,
			() => `: ${random.pick(["null", "{}", "[]", '"x"', "1", "true", "-1", '"R1//P1Y"'])}`,
		),
];

function splice(
	text: string,
	{ at, remove, insert }: { readonly at: number; readonly remove: number; readonly insert: string },
): string {
	return text.slice(0, at) + insert + text.slice(at + remove);
}

function piece(text: string, random: Random): string {
	const start = random.below(text.length + 1);
	return text.slice(start, start + random.below(60));
}

function swapLines(text: string, random: Random): string {
	const lines = text.split("\n");
	const [a, b] = [random.below(lines.length), random.below(lines.length)];
	const swapped = new Map([
		[a, lines[b]],
		[b, lines[a]],
	]);
	return lines.map((line, index) => swapped.get(index) ?? line).join("\n");
}
