// Everything that moves the cursor, changes the colour, or reorders or hides what stands beside it.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Makes invisible characters visible, so that no text can take over a terminal. */
export function showControls(text: string): string {
	return text.replace(unsafe, (character) => escapeOf(character));
}

/** A text as a message may mention it: quoted, on one line, not too long. */
export function quote(text: string, limit = 40): string {
	const short = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
	return showControls(JSON.stringify(short));
}

/** Part of a document as a message may mention it: as it is written, on one line, not too long. */
export function mention(text: string, limit = 40): string {
	return showControls(text.length > limit ? `${text.slice(0, limit - 1)}…` : text);
}

function escapeOf(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const digits = code.toString(16);
	return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
