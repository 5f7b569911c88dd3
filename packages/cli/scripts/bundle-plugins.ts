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

/** The real `string-width` holds a regular expression that costs 26 ms at every start: help texts are plain ASCII, and the screen needs it once. */
export const withFewWidths = ({ narrow, real }: { readonly narrow: string; readonly real: string }) => ({
	name: "with-few-widths",
	resolveId(source: string, importer = ""): string | undefined {
		if (source !== "string-width") return undefined;
		return /\/cli\/node_modules\/(?:yargs|cliui|wrap-ansi)\//.test(importer) ? narrow : real;
	},
});

/** What shows the insides of React to those who write with it is another package, and nobody's here. */
export const withoutDevtools = {
	name: "without-devtools",
	transform: (code: string, id: string): string | undefined =>
		/\/ink\/build\/(?:ink|reconciler)\.js$/.test(id)
			? code.replaceAll("process.env['DEV'] === 'true'", "false")
			: undefined,
};

/** What errors are about stands in `docs/errors.md`, and is not loaded at each start. */
export const withoutManual = {
	name: "without-manual",
	transform(code: string, id: string): string | undefined {
		return id.endsWith("/core/src/errors.ts") ? code.replaceAll(/\babout: ?"[^"]*"/g, 'about: ""') : undefined;
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

/**
 * Importing a module of Node's reads all that it exports, and some of that loads half of Node:
 * `node:http` takes 20 ms this way, and 3 ms when it is asked for by name.
 */
export const leanBuiltins = {
	name: "lean-builtins",
	generateBundle(_: unknown, bundle: Bundle): void {
		for (const chunk of Object.values(bundle)) {
			chunk.code = chunk.code
				?.replaceAll(/import ?\* ?as ([\w$]+) ?from ?["'`](node:[\w/]+)["'`];?/g, asked)
				.replaceAll(/import ?([\w$]+),(\{[^}]*\}|\* ?as [\w$]+) ?from ?["'`](node:[\w/]+)["'`];?/g, askedTwice)
				.replaceAll(/import ?([\w$]+|\{[^}]*\}) ?from ?["'`](node:[\w/]+)["'`];?/g, asked);
		}
	},
};

function askedTwice(match: string, ...[whole = "", names = "", id = ""]: readonly string[]): string {
	return asked(match, whole, id) + asked(match, names.replace(/^\* ?as /, ""), id);
}

function asked(_match: string, names: string, id: string): string {
	const pairs = [...names.matchAll(/([\w$]+)(?: as ([\w$]+))?/g)].map(([, name = "", own = name]) => ({ name, own }));
	const isLazy = slowBuiltins.has(id) && names.startsWith("{") && pairs.every(({ name }) => isFunctionName(name));
	const builtin = `process.getBuiltinModule("${id}")`;
	if (!isLazy) return `const ${names.replaceAll(" as ", ":")}=${builtin};`;
	return `const ${pairs.map(({ name, own }) => `${own}=(...a)=>${builtin}.${name}(...a)`).join()};`;
}

/** They take long to load, and a server may go without them until its first download or compressed answer. */
const slowBuiltins: ReadonlySet<string> = new Set(["node:crypto", "node:https", "node:zlib"]);

function isFunctionName(name: string): boolean {
	return /^[a-z]/.test(name) && name !== "constants";
}

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
