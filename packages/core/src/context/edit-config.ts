import type { Context } from "@chronos-job/schemas";
import { applyEdits } from "../document/apply-edits.ts";
import type { FieldChange } from "../document/job-document.ts";
import { parseConfig } from "./parse-config.ts";

/** What is to become of the file of contexts; absent parts stay as they are. */
export interface ConfigEdit {
	/** The context to write, or to remove when it is undefined. */
	readonly context?: { readonly name: string; readonly value: Context | undefined };
	/** The name of the current context, or undefined for none. */
	readonly current?: { readonly name: string | undefined };
}

/** The text with a change made; comments and whatever else stands there are kept. */
export function editConfig(text: string, { context, current }: ConfigEdit): string {
	if (text.trim() === "") return freshConfig(context, current);
	const withContext = context === undefined ? text : editContext(text, context);
	if (current === undefined) return withContext;
	return change(withContext, ["current"], current.name === undefined ? remove : { kind: "set", value: current.name });
}

const remove: FieldChange = { kind: "remove" };

function freshConfig(context: ConfigEdit["context"], current: ConfigEdit["current"]): string {
	const contexts = context?.value === undefined ? {} : { [context.name]: context.value };
	return `${JSON.stringify({ ...(current?.name !== undefined && { current: current.name }), contexts }, undefined, "\t")}\n`;
}

function editContext(
	text: string,
	{ name, value }: { readonly name: string; readonly value: Context | undefined },
): string {
	if (value === undefined) return change(text, ["contexts", name], remove);
	const { contexts } = parseConfig(text, "").config;
	// Fields without a value are not written.
	const written: unknown = JSON.parse(JSON.stringify(value));
	if (contexts === undefined) return change(text, ["contexts"], { kind: "set", value: { [name]: written } });
	return change(text, ["contexts", name], { kind: "set", value: written });
}

/** Where a text takes no edit, it is written anew, which costs its comments. */
function change(text: string, path: readonly string[], wish: FieldChange): string {
	const { document, config } = parseConfig(text, "");
	const edits = document.editsFor(0, path, wish);
	if (edits !== undefined) return applyEdits(text, edits).text;
	return `${JSON.stringify(changed({ ...config }, path, wish), undefined, "\t")}\n`;
}

function changed(
	object: Readonly<Record<string, unknown>>,
	[key = "", ...rest]: readonly string[],
	wish: FieldChange,
): object {
	const others = Object.entries(object).filter(([name]) => name !== key);
	if (rest.length > 0) {
		const inner = object[key];
		const fields = typeof inner === "object" && inner !== null ? Object.fromEntries(Object.entries(inner)) : {};
		return Object.fromEntries([...others, [key, changed(fields, rest, wish)]]);
	}
	return Object.fromEntries(wish.kind === "set" ? [...others, [key, wish.value]] : others);
}
