/** What the plugins use of rolldown's output. */
type Bundle = Record<string, { readonly fileName: string; readonly type: string; code?: string | undefined }>;

/** Text in other alphabets makes V8 keep the whole file as two-byte characters, which it reads a quarter slower. */
export const asciiOnly = {
	name: "ascii-only",
	generateBundle(_: unknown, bundle: Bundle): void {
		for (const chunk of Object.values(bundle)) {
			if (chunk.code !== undefined) chunk.code = chunk.code.replaceAll(/[^\0-\x7F]/g, escaped);
		}
	},
};

/** A chunk that only passes on names of another is one more file to load at each start: its importers go to the source. */
export const withoutFacades = {
	name: "without-facades",
	generateBundle(_: unknown, bundle: Bundle): void {
		for (const facade of Object.values(bundle)) {
			const [, names, target] = /^export\{([^}]*)\}from"\.\/([^"]+)";?\s*$/.exec(facade.code ?? "") ?? [];
			if (names === undefined || target === undefined) continue;
			const picked = names
				.split(",")
				.map((pair) => pair.split(" as "))
				.map(([inner, outer = inner]) => `${outer}:f.${inner}`);
			redirect(bundle, { from: nameOf(facade.fileName), to: target, picked: picked.join() });
			delete bundle[facade.fileName];
		}
	},
};

function redirect(
	bundle: Bundle,
	{ from, to, picked }: { readonly from: string; readonly to: string; readonly picked: string },
): void {
	for (const chunk of Object.values(bundle)) {
		chunk.code = chunk.code?.replaceAll(
			new RegExp(`import\\(([\`"])([^\`"]*/)${from.replaceAll(".", String.raw`\.`)}\\1\\)`, "g"),
			(_match, quote: string, folder: string) => `import(${quote}${folder}${to}${quote}).then(f=>({${picked}}))`,
		);
	}
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf("/") + 1);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
