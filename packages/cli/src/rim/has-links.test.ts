import { expect, it } from "vitest";
import { hasLinks } from "./has-links.ts";

it.each([
	{ VTE_VERSION: "7600" },
	{ TERM_PROGRAM: "iTerm.app" },
	{ TERM_PROGRAM: "WezTerm" },
	{ TERM_PROGRAM: "ghostty" },
	{ TERM: "xterm-kitty" },
	{ KITTY_WINDOW_ID: "1" },
	{ WT_SESSION: "5a" },
	{ TMUX: "/tmp/tmux", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.4" },
	{ TMUX: "/tmp/tmux", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.5a" },
	{ FORCE_HYPERLINK: "1", TERM: "dumb" },
	{ VTE_VERSION: "7600", NO_COLOR: "1" },
])("texts can be clicked with %o", (env) => {
	expect(hasLinks(env, true)).toBe(true);
});

it.each([
	{},
	{ TERM: "xterm-256color" },
	{ TERM_PROGRAM: "Apple_Terminal" },
	{ VTE_VERSION: "5000" },
	{ VTE_VERSION: "7600", CI: "true" },
	{ VTE_VERSION: "7600", TERM: "dumb" },
	{ VTE_VERSION: "7600", STY: "1.pts" },
	{ VTE_VERSION: "7600", TMUX: "/tmp/tmux", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.3a" },
	{ VTE_VERSION: "7600", TMUX: "/tmp/tmux" },
	{ VTE_VERSION: "7600", FORCE_HYPERLINK: "0" },
])("texts cannot be clicked with %o", (env) => {
	expect(hasLinks(env, true)).toBe(false);
});

it("files and pipes have links only where somebody insists", () => {
	expect(hasLinks({ VTE_VERSION: "7600" }, false)).toBe(false);
	expect(hasLinks({ VTE_VERSION: "7600", FORCE_HYPERLINK: "1" }, false)).toBe(true);
});
