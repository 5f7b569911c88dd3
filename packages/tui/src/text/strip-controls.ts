/** A text of one or more lines without whatever would move, colour or deceive a terminal; tabs become spaces. */
export function stripControls(text: string): string {
	if (harmless.test(text)) return text;
	return text
		.replaceAll(sequences, "")
		.replaceAll("\r\n", "\n")
		.replaceAll(invisible, "")
		.replaceAll(loneSurrogates, "\uFFFD")
		.split("\n")
		.map(withoutTabs)
		.join("\n");
}

/** The same in a single line: for names and other values of cells. */
export function stripToLine(text: string): string {
	return harmless.test(text) && !text.includes("\n") ? text : stripControls(text).replaceAll(lineBreaks, " ");
}

const harmless = /^[\n -~]*$/;

// CSI, strings (OSC, DCS, SOS, PM, APC) up to their end or that of the line, and the two-character ones.
const sequences =
	// oxlint-disable-next-line no-control-regex -- This is what is looked for.
	/(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?|(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C\n]*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]?/g;

// Joiners and variation selectors make emoji; everything else that is not seen only hides something.
const invisible = /(?!\t|\n|\u2028|\u2029|\u200D|\uFE0E|\uFE0F)(?:\p{Control}|\p{Default_Ignorable_Code_Point})/gu;

const loneSurrogates = /\p{Surrogate}/gu;

const lineBreaks = /[\n\u2028\u2029]+/g;

function withoutTabs(line: string): string {
	if (!line.includes("\t")) return line;
	return line.split("\t").reduce((before, part) => before + " ".repeat(tabStop - (before.length % tabStop)) + part);
}

const tabStop = 8;
