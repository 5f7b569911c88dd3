/** Stands for a colon that belongs to a text. */
export const COLON = "\uE000";
/** Stands for a quote that is not one. */
export const NOTHING = "\uE001";

/** What a text of a repaired reading is. */
export function writtenText(text: string): string {
	return text.replaceAll(COLON, ":").replaceAll(NOTHING, "");
}
