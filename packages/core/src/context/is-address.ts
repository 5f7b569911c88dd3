/** Whether a text is the address of a server, without secrets in it. */
export function isAddress(value: unknown): value is string {
	return typeof value === "string" && /^(?:https?:\/\/[^\s/@?#]+(?:\/[^\s?#@]*)?|unix:\/\/\/.+)$/.test(value);
}
