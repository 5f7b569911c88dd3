import type { SavedView, Settings } from "./settings.ts";

/** A view that somebody has saved; `all` and `failed` are none. */
export function findView({ views }: Pick<Settings, "views">, name: string): SavedView | undefined {
	return views.find((view) => view.name === name);
}

export function viewNames({ views }: Pick<Settings, "views">): readonly string[] {
	return ["all", "failed", ...views.map(({ name }) => name)];
}

export function isView(settings: Pick<Settings, "views">, name: string): boolean {
	return viewNames(settings).includes(name);
}
