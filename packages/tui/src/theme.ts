import type { Tone } from "./frame/frame.ts";
import type { Settings, ThemeName } from "./state/settings.ts";

/** How each tone looks, as numbers of SGR; without any it looks like the text around it. */
export type Theme = Readonly<Record<Tone, readonly number[]>>;

/** Colours of the 16 that every terminal has, or bold and reverse video alone. */
export function themeOf({ theme, colors }: Pick<Settings, "theme" | "colors">): Theme {
	return colors === "none" ? colourless : themes[theme];
}

const bold = 1;
const faint = 2;
const underlined = 4;
const reversed = 7;
const red = 31;
const green = 32;
const yellow = 33;
const magenta = 35;
const cyan = 36;

// No background, no white and no blue: somewhere each of them cannot be read.
const common: Theme = {
	plain: [],
	dim: [faint],
	strong: [bold],
	good: [],
	bad: [bold],
	active: [bold],
	waiting: [],
	link: [underlined],
	selected: [reversed],
	match: [reversed],
	warning: [bold],
};

// Faint letters are greys too.
const colourless: Theme = { ...common, dim: [], link: [] };

const themes: Readonly<Record<ThemeName, Theme>> = {
	default: { ...common, good: [green], bad: [bold, red], active: [cyan], waiting: [yellow], warning: [bold, yellow] },
	"high-contrast": { ...common, dim: [], bad: [bold, reversed], selected: [bold, reversed], warning: [bold, reversed] },
	// Nothing rests on the difference of red and green.
	"colour-blind": {
		...common,
		good: [cyan],
		bad: [bold, yellow],
		active: [bold, cyan],
		waiting: [magenta],
		warning: [bold, yellow],
	},
	mono: common,
};
