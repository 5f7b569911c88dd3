/** Holds text back until its line ends, so that lines of several writers do not mix. */
export interface WholeLines {
	readonly add: (text: string) => void;
	/** Hands on what has no line end, with one. */
	readonly end: () => void;
}

export function wholeLines(tell: (text: string) => void): WholeLines {
	const held = { text: "" };
	return {
		add(text) {
			const whole = held.text + text;
			const end = whole.length > longestLine ? whole.length : whole.lastIndexOf("\n") + 1;
			held.text = whole.slice(end);
			if (end > 0) tell(endedLine(whole.slice(0, end)));
		},
		end() {
			if (held.text !== "") tell(endedLine(held.text));
			held.text = "";
		},
	};
}

/** A line without end is told in parts. */
const longestLine = 65_536;

function endedLine(text: string): string {
	return text.endsWith("\n") ? text : `${text}\n`;
}
