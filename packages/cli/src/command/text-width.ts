/** Stands in for `string-width` in the bundle: how many columns a text without wide characters takes. */
export default function textWidth(text: string): number {
	// oxlint-disable-next-line no-control-regex -- colour sequences take no column
	return text.replaceAll(/\u001B\[[\d;]*m/g, "").length;
}
