/** Whether a word stands for several names: `sweep-*`, `lr-?`. */
export function isGlob(word: string): boolean {
	return /[*?]/.test(word);
}

/** A glob as a test of whole texts; everything but `*` and `?` stands for itself. */
export function globTest(glob: string): (text: string) => boolean {
	const pattern = glob
		.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
		.replaceAll(/\*+/g, ".*")
		.replaceAll("?", ".");
	const regex = new RegExp(`^${pattern}$`, "su");
	return (text) => regex.test(text);
}
