/** A word as all shells read it. */
export function shellQuote(text: string): string {
	return /^[\w/.:@,=+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A command of this program about jobs or other things with names, as it can be typed: `chronos-job show 'with space'`. */
export function commandLine(command: string, ...names: readonly string[]): string {
	// A name may look like an option.
	const end = names.some((name) => name.startsWith("-")) ? ["--"] : [];
	return ["chronos-job", command, ...end, ...names.map(shellQuote)].join(" ");
}
