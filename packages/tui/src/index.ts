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
export { keyProblems } from "./keys/key-map.ts";
export { openDashboard } from "./open-dashboard.tsx";
export type { PaneKind, SavedView, Settings, SortChoice, ThemeName } from "./state/settings.ts";
