import { basename } from "node:path";

/** A command whose first word is the address of a program. */
export interface CommandAddress {
	readonly uri: string;
	/** What the program is called once it is fetched. */
	readonly name: string;
	/** What follows the address, for the program. */
	readonly rest: string;
}

/** The address that a command is; one that only begins with its letters, such as `httpd -f`, is none (contract §5.9). */
export function findAddress(command: string): CommandAddress | undefined {
	const [, uri, rest = ""] = /^((?:https?|ftp):\/\/\S+)(?:\s+([^]*))?$/.exec(command) ?? [];
	return uri === undefined ? undefined : { uri, name: fileNameOf(uri), rest };
}

/** Empty where an address names no file. */
export function fileNameOf(uri: string): string {
	const name = basename(URL.parse(uri)?.pathname ?? uri);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
