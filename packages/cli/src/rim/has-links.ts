type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a terminal lets people click texts; one that is not known here does not. */
export function hasLinks(env: Environment, isTerminal: boolean): boolean {
	const wish = env["FORCE_HYPERLINK"];
	if (wish) return wish !== "0";
	if (!isTerminal || env["TERM"] === "dumb" || env["CI"] || env["STY"]) return false;
	if (env["TMUX"]) return env["TERM_PROGRAM"] === "tmux" && Number.parseFloat(env["TERM_PROGRAM_VERSION"] ?? "") >= 3.4;
	return signs.some((isThere) => isThere(env));
}

const programs: ReadonlySet<string | undefined> = new Set([
	"iTerm.app",
	"WezTerm",
	"ghostty",
	"vscode",
	"Hyper",
	"rio",
]);
const terminals: ReadonlySet<string | undefined> = new Set(["xterm-kitty", "xterm-ghostty", "alacritty", "foot"]);

const signs: readonly ((env: Environment) => boolean)[] = [
	(env) => programs.has(env["TERM_PROGRAM"]),
	(env) => terminals.has(env["TERM"]),
	// Version 0.50.0 crashed at the first link.
	(env) => Number(env["VTE_VERSION"]) > 5000,
	(env) => [env["WT_SESSION"], env["KITTY_WINDOW_ID"], env["WEZTERM_PANE"], env["GHOSTTY_BIN_DIR"]].some(Boolean),
];
