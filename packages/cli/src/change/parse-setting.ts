import { ChronosError, type Path } from "@chronos-job/core";
import { fieldValue } from "./field-value.ts";

export interface Setting {
	readonly path: Path;
	readonly value: unknown;
}

/** Reads `retries=0`, `container.image=node:24` or `arguments[1]=x`; undefined when it is nothing of the kind. */
export function parseSetting(text: string): Setting | undefined {
	const [, field, value] = /^([A-Za-z$_][\w$]*(?:\.\w+|\[\d+\])*)=(.*)$/s.exec(text) ?? [];
	if (field === undefined || value === undefined) return undefined;
	const path = field.split(/[.[\]]+/).flatMap((step) => (step === "" ? [] : [stepOf(step)]));
	return { path, value: fieldValue(path, value) };
}

/** The same for all that `--set` was given; stops at the first that makes no sense. */
export function readSettings(texts: readonly string[]): readonly Setting[] {
	return texts.map((text) => {
		const setting = parseSetting(text);
		if (setting !== undefined) return setting;
		throw new ChronosError("usage.invalid", `--set "${text}" does not say which field gets which value`, {
			hint: "Write it like `--set retries=0` or `--set container.image=node:24`.",
		});
	});
}

function stepOf(text: string): string | number {
	return /^\d+$/.test(text) ? Number(text) : text;
}
