export interface NetrcEntry {
	readonly login: string | undefined;
	readonly password: string | undefined;
}

/** What a netrc file says about a machine: the entry of its name, of the login if one is asked for, or else the default. */
export function parseNetrc(text: string, machine: string, login?: string): NetrcEntry | undefined {
	const entries = entriesIn(text);
	const fits = (entry: NamedEntry) => login === undefined || entry.login === undefined || entry.login === login;
	return (
		entries.find((entry) => entry.machine === machine && fits(entry)) ??
		entries.find((entry) => entry.machine === undefined && fits(entry))
	);
}

interface NamedEntry extends NetrcEntry {
	/** Undefined for the default. */
	readonly machine: string | undefined;
}

function entriesIn(text: string): readonly NamedEntry[] {
	const words = wordsIn(text);
	const entries: NamedEntry[] = [];
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index] ?? "";
		if (word === "default") entries.push({ machine: undefined, login: undefined, password: undefined });
		if (!keys.has(word)) continue;
		// Whatever stands behind such a word is its value, even a word like these.
		index += 1;
		const value = words[index];
		if (word === "machine") entries.push({ machine: value, login: undefined, password: undefined });
		else entries.push({ machine: undefined, login: undefined, password: undefined, ...entries.pop(), [word]: value });
	}
	return entries;
}

const keys: ReadonlySet<string> = new Set(["machine", "login", "password", "account"]);

/** Macros end at an empty line and are of no use here; neither are comments. */
function wordsIn(text: string): readonly string[] {
	const plain = text.replaceAll(/^\s*macdef\b[^]*?(?:\n[ \t]*\n|$(?![^]))/gm, "\n").replaceAll(/^\s*#.*$/gm, "");
	return [...plain.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
		([, quoted, bare]) => quoted?.replaceAll(/\\(.)/g, "$1") ?? bare ?? "",
	);
}
