import { type Difference, differenceOf, isSwap } from "./difference.ts";

/** Which of two paths was mistyped, when they differ by what nobody writes on purpose; undefined when they may well differ. */
export function findPathSlip(first: string, second: string): "first" | "second" | "either" | undefined {
	const difference = differenceOf(first, second);
	if (difference.second === "" && isStray(difference.first)) return "first";
	if (difference.first === "" && isStray(difference.second)) return "second";
	return isLetterSlip(difference) && isInsideLongStep(first, difference) ? "either" : undefined;
}

function isStray(text: string): boolean {
	return /^[<>"'`,;()[\]{}\\\s]{1,2}$/.test(text);
}

/** One letter left out or doubled, or two swapped. Another letter or digit may be meant: `/data/v1`, `/data/v2`. */
function isLetterSlip(difference: Difference): boolean {
	const { first, second } = difference;
	return /^[a-z]*$/i.test(first + second) && (first.length + second.length === 1 || isSwap(difference));
}

/** Short names (`/log`, `/logs`) and different ends (`/output`, `/outputs`) are chosen, not mistyped. */
function isInsideLongStep(path: string, { first, start }: Difference): boolean {
	const before = path.slice(path.lastIndexOf("/", start - 1) + 1, start);
	const after = path.slice(start + first.length).split("/", 1)[0] ?? "";
	return before !== "" && after !== "" && before.length + after.length >= 5;
}
