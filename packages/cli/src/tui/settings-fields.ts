import { ChronosError } from "@chronos-job/core";
import type { SavedView, Settings, SortChoice, ThemeName } from "@chronos-job/tui";

/** What can be written into `tui.json`. */
export type SettingName =
	| "theme"
	| "ascii"
	| "readOnly"
	| "screenReader"
	| "animation"
	| "mouse"
	| "every"
	| "sort"
	| "view"
	| "views"
	| "columns"
	| "keys";

/** Answers the part of the settings that a value stands for; undefined when it is none. */
type Reader = (value: unknown) => Partial<Settings> | undefined;

interface Field {
	readonly read: Reader;
	/** The literal fix. */
	readonly hint: string;
	/** For editors. */
	readonly schema: object;
}

const themeNames = ["default", "high-contrast", "colour-blind", "mono"] as const;

const viewSchema = {
	type: "object",
	required: ["name", "filter"],
	properties: { name: { type: "string" }, filter: { type: "string" }, sort: { type: "string" } },
	additionalProperties: false,
};

/** Each setting: what it means, what to write, and its JSON Schema. */
export const settingFields: Readonly<Record<SettingName, Field>> = {
	theme: {
		read: (value) => oneOf(themeNames, value, (theme) => ({ theme })),
		hint: `Write one of ${themeNames.map((name) => `"${name}"`).join(", ")}.`,
		schema: { description: "How the table looks.", enum: [...themeNames] },
	},
	ascii: flag((isAscii) => ({ isAscii }), "Whether only ASCII is drawn."),
	readOnly: flag((isReadOnly) => ({ isReadOnly }), "Whether nothing can be changed."),
	screenReader: flag((isScreenReader) => ({ isScreenReader }), "Whether changes are told as sentences, line by line."),
	animation: flag((isAnimated) => ({ isAnimated }), "Whether anything moves by itself."),
	mouse: flag((hasMouse) => ({ hasMouse }), "Whether the mouse is heard."),
	every: {
		read: (value) => (isSeconds(value) ? { everyMs: value * 1000 } : undefined),
		hint: "Write a number of seconds, like 5; 0 is never.",
		schema: {
			description: "Seconds between two questions to a server that does not tell by itself.",
			type: "number",
			minimum: 0,
		},
	},
	sort: {
		read: (value) => (isText(value) ? { sort: parseSort(value) } : undefined),
		hint: 'Write the name of a field, like "name" or "-last".',
		schema: { description: "What the table is sorted by; a minus turns it round.", type: "string" },
	},
	view: {
		read: (value) => (isText(value) ? { view: value } : undefined),
		hint: 'Write the name of a view, like "failed".',
		schema: { description: "The view that is shown first.", type: "string" },
	},
	views: {
		read: (value) => listOf(value, viewIn, (views) => ({ views })),
		hint: 'Write [{ "name": "mine", "filter": "owner:me", "sort": "-last" }].',
		schema: { description: "Views that the number keys choose.", type: "array", items: viewSchema },
	},
	columns: {
		read: (value) => listOf(value, textIn, (columns) => ({ columns })),
		hint: 'Write a list of fields, like ["name", "state", "cpus"].',
		schema: { description: "The columns, as `list --columns` has them.", type: "array", items: { type: "string" } },
	},
	keys: {
		read: (value) => (isTexts(value) ? { keys: value } : undefined),
		hint: 'Write { "job.kill": "K" }; help (?) names the commands.',
		schema: { description: "Other keys for commands.", type: "object", additionalProperties: { type: "string" } },
	},
};

/** What `--theme` names, or the complaint that it is none. */
export function readTheme(text: string | undefined): ThemeName | undefined {
	const theme = themeNames.find((name) => name === text);
	if (theme !== undefined || text === undefined) return theme;
	throw new ChronosError("usage.invalid", `--theme cannot be "${text}"`, {
		hint: `Write one of ${themeNames.join(", ")}.`,
	});
}

/** `-last` is descending. */
function parseSort(text: string): SortChoice {
	return { field: text.replace(/^-/, ""), isDescending: text.startsWith("-") };
}

export function formatSort({ field, isDescending }: SortChoice): string {
	return `${isDescending ? "-" : ""}${field}`;
}

function flag(read: (value: boolean) => Partial<Settings>, description: string): Field {
	return {
		read: (value) => (typeof value === "boolean" ? read(value) : undefined),
		hint: "Write true or false.",
		schema: { description, type: "boolean" },
	};
}

function oneOf<Value extends string>(
	values: readonly Value[],
	value: unknown,
	then: (value: Value) => Partial<Settings>,
): Partial<Settings> | undefined {
	const found = values.find((each) => each === value);
	return found && then(found);
}

function listOf<Item>(
	value: unknown,
	itemIn: (value: unknown) => Item | undefined,
	then: (items: readonly Item[]) => Partial<Settings>,
): Partial<Settings> | undefined {
	if (!Array.isArray(value)) return undefined;
	const items = value.map((each: unknown) => itemIn(each)).filter((item) => item !== undefined);
	return items.length === value.length ? then(items) : undefined;
}

function viewIn(value: unknown): SavedView | undefined {
	if (!isTexts(value)) return undefined;
	const { name, filter, sort } = value;
	if (name === undefined || filter === undefined) return undefined;
	return { name, filter, ...(sort !== undefined && { sort: parseSort(sort) }) };
}

function textIn(value: unknown): string | undefined {
	return isText(value) ? value : undefined;
}

function isText(value: unknown): value is string {
	return typeof value === "string" && value !== "";
}

function isSeconds(value: unknown): value is number {
	return typeof value === "number" && value >= 0 && value <= 86_400;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	return Object.values(value).every((each) => typeof each === "string");
}
