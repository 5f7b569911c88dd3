/** Halves the start-up from the second time on. In the user's own folder: compiled code that others can write would be theirs to choose. */
export function keepCompiledCode(process: NodeJS.Process): void {
	// `--help` and `--version` load so little that looking into a cache would take longer.
	if (/^(?:-h|--help|help|-V|--version|)$/.test(process.argv[2] ?? "")) return;
	const { XDG_CACHE_HOME: cache, HOME: home, NODE_COMPILE_CACHE: own } = process.env;
	const folder = cache ?? `${home ?? ""}/.cache`;
	if (own !== undefined || process.platform === "win32" || !/^\/(?!\.cache$)/.test(folder)) return;
	process.getBuiltinModule("node:module").enableCompileCache(`${folder}/chronos-job`);
}
