export type {
	ContextChoice,
	Conversation,
	DashboardEnd,
	DashboardOptions,
	LogQuery,
	Logs,
	OpenedLog,
	Place,
	Program,
	SavedFiles,
	Terminal,
	Verb,
} from "./dashboard-options.ts";
export type { PaneKind, SavedView, Settings, SortChoice, ThemeName } from "./state/settings.ts";
