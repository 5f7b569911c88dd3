import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bindings } from "../../tui/src/keys/bindings.ts";
import { keyProblems } from "../../tui/src/keys/key-map.ts";
import { parseRowFilter } from "../../tui/src/state/row-filter.ts";
import { targetArgs } from "../src/command/target-args.ts";
import { tui } from "../src/commands/tui.ts";
import { parseSettings } from "../src/tui/parse-settings.ts";

const docs = new URL("../../../docs/", import.meta.url);
const guide = readFileSync(new URL("tui.md", docs), "utf8");
const readme = readFileSync(new URL("../README.md", docs), "utf8");
const pictures = readdirSync(new URL("img/", docs));

it.for(pictures)("the picture %s is whole, stands alone and is shown", (name) => {
	const picture = readFileSync(new URL(`img/${name}`, docs), "utf8");
	const open = picture.match(/<(?:svg|title|style|text)\b/g) ?? [];
	const closed = picture.match(/<\/(?:svg|title|style|text)>/g) ?? [];
	expect(picture).toMatch(/^<svg [^]*<\/svg>\n$/);
	expect(closed).toHaveLength(open.length);
	expect(picture).not.toMatch(/&(?!amp;|lt;|gt;)|href|<script/);
	expect(guide + readme).toContain(`img/${name}`);
});

it("shows no picture, and leads to no page, that is not there", () => {
	const links = [...guide.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = ""]) => path);
	expect(links.filter((path) => !existsSync(new URL(path, docs)))).toEqual([]);
	expect(pictures.length).toBeGreaterThan(4);
});

it("tells of every option", () => {
	const own = Object.keys(tui.args).filter((name) => !["job", "color", ...Object.keys(targetArgs)].includes(name));
	const options = own.map((name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
	expect(options.filter((option) => !guide.includes(option))).toEqual([]);
});

it("shows settings that are understood", () => {
	const [, settings = ""] = /```jsonc\n([^]*?)```/.exec(guide) ?? [];
	const { settings: read, problems } = parseSettings(settings, "tui.json");
	expect(problems).toEqual([]);
	expect(Object.keys(read)).toHaveLength(6);
	expect(keyProblems(read.keys ?? {})).toEqual([]);
});

it("shows filters that are understood", () => {
	const section = guide.slice(guide.indexOf("## Filter"), guide.indexOf("## Changes"));
	const filters = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = ""]) => [
		...cell.matchAll(/`([^`]+)`/g),
	]);
	const read = filters.map(([, filter = ""]) => parseRowFilter(filter, { now: 0, user: "me" }));
	expect(read.length).toBeGreaterThan(10);
	expect(read.filter((filter) => "problem" in filter)).toEqual([]);
});

it("names keys that are there", () => {
	const keys = new Set<string>(bindings.flatMap((binding) => binding.keys));
	const section = guide.slice(guide.indexOf("## Keys"), guide.indexOf("## What is on the screen"));
	const named = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)]);
	const spelled = named.map(([, key = ""]) => spellings[key] ?? key.toLowerCase().replace(/^([a-z])$/i, key));
	expect(named.length).toBeGreaterThan(15);
	expect(spelled.filter((key) => !keys.has(key))).toEqual([]);
});

const spellings: Readonly<Record<string, string>> = {
	"↑": "up",
	"↓": "down",
	PgUp: "pageup",
	PgDn: "pagedown",
	esc: "escape",
};
