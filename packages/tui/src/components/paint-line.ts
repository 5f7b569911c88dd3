import type { Line, Span } from "../frame/frame.ts";
import type { Theme } from "../theme.ts";

// The sequences are those that Ink itself would write: what it has to write differently it takes apart twice.
/** A line with the escape sequences of its tones; nowhere else are any made. */
export function paintLine({ spans }: Line, theme: Theme): string {
	let painted = "";
	let before: readonly number[] = [];
	for (const span of spans.slice(0, lengthToPaint(spans, theme))) {
		if (span.text === "") continue;
		const codes = codesOf(span, theme);
		painted += change(before, codes) + harmless(span.text);
		before = codes;
	}
	// A text without any character would have no row.
	return before.length === 0 ? painted.trimEnd() || " " : painted + change(before, []);
}

// Whatever came from a server was stripped long before; this is the last door.
function harmless(text: string): string {
	return controls.test(text) ? text.replaceAll(/\p{Cc}/gu, "?") : text;
}

const controls = /\p{Cc}/u;

/** Nobody sees spaces at the end, unless they are in reverse video. */
function lengthToPaint(spans: readonly Span[], theme: Theme): number {
	return spans.findLastIndex((span) => span.text.trim() !== "" || codesOf(span, theme).includes(reversed)) + 1;
}

function codesOf({ tone, isReversed }: Span, theme: Theme): readonly number[] {
	const own = theme[tone];
	return isReversed === true && !own.includes(reversed) ? [...own, reversed] : own;
}

const reversed = 7;

function change(from: readonly number[], to: readonly number[]): string {
	const ended = from.filter((code) =>
		isIntensity(code) ? !to.includes(code) : !to.some((next) => endOf(next) === endOf(code)),
	);
	const isIntensityEnded = ended.some(isIntensity);
	const begun = to.filter((code) => !from.includes(code) || (isIntensityEnded && isIntensity(code)));
	return [...new Set([...ended.toReversed().map(endOf), ...begun])].map((code) => `\u001B[${code}m`).join("");
}

/** Bold and faint, which end together. */
function isIntensity(code: number): boolean {
	return code === 1 || code === 2;
}

function endOf(code: number): number {
	if (isIntensity(code)) return 22;
	return code < 10 ? code + 20 : 39;
}
