import { Transform } from "ink";
import { memo, type ReactElement } from "react";
import type { Line } from "../frame/frame.ts";
import type { Theme } from "../theme.ts";
import { paintLine } from "./paint-line.ts";

export interface ScreenLineProps {
	readonly line: Line;
	readonly theme: Theme;
}

// Ink would measure every text with every frame; how wide a line is has long been known, so it gets one letter in its place.
const place = " ";

/** One row of the screen; nothing happens while its line is the same object. */
export const ScreenLine = memo(function ScreenLine({ line, theme }: ScreenLineProps): ReactElement {
	const painted = paintLine(line, theme);
	return <Transform transform={() => painted}>{place}</Transform>;
});
