import type { ThemeName } from "@chronos-job/tui";

/** How `tui` was called. */
export interface DashboardArgs {
	readonly job: string | undefined;
	readonly view: string | undefined;
	readonly theme: ThemeName | undefined;
	readonly ascii: boolean;
	readonly readonly: boolean;
	readonly screenReader: boolean;
	readonly mouse: boolean;
	readonly noAnimation: boolean;
	readonly context: string | undefined;
	readonly color: string;
}
