import type { Screen } from "../host.ts";

type LinkScreen = Pick<Screen, "links">;

/** A text that leads to an address when it is clicked. */
export function link(screen: LinkScreen, address: string, text: string): string {
	if (screen.links !== true || text === "") return text;
	return `${opening(address)}${text}${opening("")}`;
}

/** The same for a file or folder of this machine, by its absolute path. */
export function fileLink(screen: LinkScreen, path: string, text: string): string {
	const isAbsolute = path.startsWith("/");
	return isAbsolute ? link(screen, `file://${path.split("/").map(encodeURIComponent).join("/")}`, text) : text;
}

/** A sentence in which every web address can be clicked. */
export function linkAddresses(screen: LinkScreen, text: string): string {
	return text.replaceAll(address, (each) => link(screen, each, each));
}

/** For programs that would show what links are made of. */
export function withoutLinks(text: string): string {
	return text.replaceAll(linkEnds, "");
}

/** Without what ends the sentence. */
const address = /\bhttps?:\/\/[\w.:[\]~%/-]*[\w\]/]/g;

function opening(address: string): string {
	return `\u001B]8;;${address}\u001B\\`;
}

// oxlint-disable-next-line no-control-regex -- Links begin and end with one.
const linkEnds = /\u001B\]8;[^\u001B]*\u001B\\/g;
