import type { Host, Screen } from "../host.ts";

/** One line below all others that tells how far long work is; it is written over, and gone before anything else is printed. */
export interface Progress {
	/** Whether anybody sees it. */
	readonly isShown: boolean;
	readonly show: (text: string) => void;
	readonly hide: () => void;
}

/** Where there is no terminal, or somebody who wants to hear of nothing. */
export const noProgress: Progress = { isShown: false, show: () => undefined, hide: () => undefined };

export function openProgress({ stderr }: Pick<Host, "stderr">, { width, wraps }: Screen): Progress {
	// A line that is broken is not written over as a whole; where nobody knows the width it is a guess.
	const room = (wraps ? width : Math.min(width, 80)) - 1;
	let shown = "";
	return {
		isShown: true,
		show(text) {
			const line = text.length > room ? `${text.slice(0, room - 1)}…` : text;
			if (line !== shown) stderr.write(`${clear}${line}`);
			shown = line;
		},
		hide() {
			if (shown !== "") stderr.write(clear);
			shown = "";
		},
	};
}

/** To the start of the line, and away with it. */
const clear = "\r\u001B[2K";
