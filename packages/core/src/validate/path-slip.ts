import { type Difference, differenceOf, isSwap } from "./difference.ts";

/** Which of two paths was mistyped, when they differ by what nobody writes on purpose; undefined when they may well differ. */
export function findPathSlip(first: string, second: string): "first" | "second" | "either" | undefined {
	const difference = differenceOf(first, second);
	if (difference.second === "" && isStray(first, difference.first)) return "first";
	if (difference.first === "" && isStray(second, difference.second)) return "second";
	return isLetterSlip(difference) && isUnlikelyChoice(first, difference) ? "either" : undefined;
}

/** A dot only at the very end, where a sentence ends too, and a second slash anywhere. */
function isStray(path: string, text: string): boolean {
	if (/^[<>"'`,;()[\]{}\\\s]{1,2}$/.test(text)) return true;
	return (text === "." && /[^./]\.$/.test(path)) || (text === "/" && path.includes("//"));
}

/** One letter left out or doubled, or two swapped. Another letter or digit may be meant: `/data/v1`, `/data/v2`. */
function isLetterSlip(difference: Difference): boolean {
	const { first, second } = difference;
	return /^[a-z]*$/i.test(first + second) && (first.length + second.length === 1 || isSwap(difference));
}

/** Short names (`/log`, `/logs`) and different ends (`/output`, `/outputs`) are chosen, not mistyped. */
function isUnlikelyChoice(path: string, { first, second, start }: Difference): boolean {
	const before = path.slice(path.lastIndexOf("/", start - 1) + 1, start);
	const [after = "", ...later] = path.slice(start + first.length).split("/");
	if (before === "") return false;
	// With the same steps before and behind it, it is the same folder.
	if (later.some((step) => step !== "") && path.lastIndexOf("/", start - 1) > 0) return true;
	if (after === "") return false;
	const isDoubled = first.length + second.length === 1 && before.at(-1) === first + second;
	return before.length + after.length >= (isDoubled ? 3 : 5);
}
