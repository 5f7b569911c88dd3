/** All the characters that are more than letters, in a set for every terminal and one for those that know no Unicode. */
export interface Glyphs {
	readonly ellipsis: string;
	readonly ok: string;
	readonly failed: string;
	readonly running: string;
	readonly queued: string;
	readonly fresh: string;
	readonly disabled: string;
	/** Nothing to show. */
	readonly none: string;
	readonly up: string;
	readonly down: string;
	readonly left: string;
	readonly right: string;
	readonly dash: string;
	readonly dot: string;
	readonly rule: string;
	readonly strongRule: string;
	readonly wall: string;
	readonly corners: readonly [upperLeft: string, upperRight: string, lowerLeft: string, lowerRight: string];
	readonly paused: string;
	readonly folded: string;
	readonly open: string;
}

// Those in cells are one cell wide everywhere, also where fonts for Chinese or Japanese widen what is ambiguous.
const unicode: Glyphs = {
	ellipsis: "…",
	ok: "✓",
	failed: "✗",
	running: "▸",
	queued: "⋯",
	fresh: "◦",
	disabled: "‒",
	none: "‒",
	up: "▲",
	down: "▼",
	left: "‹",
	right: "›",
	dash: "–",
	dot: "·",
	rule: "─",
	strongRule: "═",
	wall: "│",
	corners: ["┌", "┐", "└", "┘"],
	paused: "⏸",
	folded: "▸",
	open: "▾",
};

const ascii: Glyphs = {
	ellipsis: "~",
	ok: "+",
	failed: "x",
	running: "*",
	queued: ".",
	fresh: "o",
	disabled: "-",
	none: "-",
	up: "^",
	down: "v",
	left: "<",
	right: ">",
	dash: "-",
	dot: "|",
	rule: "-",
	strongRule: "=",
	wall: "|",
	corners: ["+", "+", "+", "+"],
	paused: "||",
	folded: "+",
	open: "-",
};

export function glyphsFor(isAscii: boolean): Glyphs {
	return isAscii ? ascii : unicode;
}
