import type { CommandName } from "../keys/bindings.ts";
import { goBack } from "./back-steps.ts";
import { deleteJobs } from "./delete-jobs.ts";
import { openInput } from "./input-steps.ts";
import { chooseLog, focusPane, openJob, openPaneOf, toggleDisabled, wrapPane, zoomPane } from "./job-steps.ts";
import { quit, switchContext } from "./leave.ts";
import { closeLevel, openLevel, openTaskOutput, reopenLevel } from "./level-steps.ts";
import { markAll, markTowards, toggleMark } from "./mark-steps.ts";
import { moveBy, moveByPages, moveSideways, moveTo, toggleWide } from "./move-steps.ts";
import { type Next, same, chained, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { refill } from "./pane-fill.ts";
import { levelOf } from "./place.ts";
import { searchOn } from "./search-steps.ts";
import { invertSort, sortBeside, sortByField } from "./sort-steps.ts";
import type { State } from "./state.ts";
import { targetsOf } from "./targets.ts";
import { stopTask } from "./task-steps.ts";
import { copyShown, saveShown } from "./text-steps.ts";
import { actOn } from "./verb-steps.ts";
import { openView, toggleFailures } from "./view-steps.ts";

/** What every key does. */
export const commands: Readonly<Record<CommandName, (state: State) => Next>> = {
	"move.up": (state) => same(moveBy(state, -1)),
	"move.down": (state) => same(moveBy(state, 1)),
	"move.page-up": (state) => same(moveByPages(state, -1)),
	"move.page-down": (state) => same(moveByPages(state, 1)),
	"move.half-up": (state) => same(moveByPages(state, -0.5)),
	"move.half-down": (state) => same(moveByPages(state, 0.5)),
	"move.top": (state) => same(moveTo(state, "top")),
	"move.bottom": (state) => same(moveTo(state, "bottom")),
	"move.left": (state) => same(moveSideways(state, -1)),
	"move.right": (state) => same(moveSideways(state, 1)),
	"job.open": openJob,
	"job.log": (state) => openPaneOf(state, "log"),
	"job.why": (state) => openPaneOf(state, "why"),
	"job.history": (state) => openPaneOf(state, "history"),
	"job.graph": (state) => openPaneOf(state, "graph"),
	"job.json": (state) => openPaneOf(state, "json"),
	"job.run": (state) => actOn(state, "run", targetsOf(state)),
	"job.kill": (state) => actOn(state, "kill", targetsOf(state)),
	"job.delete": (state) => deleteJobs(state, targetsOf(state)),
	"job.edit": (state) => actOn(state, "edit", targetsOf(state)),
	"job.disable": toggleDisabled,
	"filter.open": (state) => same(openInput(state, "filter")),
	"filter.failures": (state) => same(toggleFailures(state)),
	"mark.toggle": (state) => same(toggleMark(state)),
	"mark.up": (state) => same(markTowards(state, -1)),
	"mark.down": (state) => same(markTowards(state, 1)),
	"mark.all": (state) => same(markAll(state)),
	"sort.name": (state) => sortByField(state, "name"),
	"sort.state": (state) => sortByField(state, "state"),
	"sort.last": (state) => sortByField(state, "last"),
	"sort.next": (state) => sortByField(state, "next"),
	"sort.cpus": (state) => sortByField(state, "cpus"),
	"sort.mem": (state) => sortByField(state, "mem"),
	"sort.gpus": (state) => sortByField(state, "gpus"),
	"sort.before": (state) => sortBeside(state, -1),
	"sort.after": (state) => sortBeside(state, 1),
	"sort.invert": invertSort,
	"columns.wide": (state) => same(toggleWide(state)),
	"view.all": (state) => openView(state, "all"),
	"view.1": (state) => openNumbered(state, 1),
	"view.2": (state) => openNumbered(state, 2),
	"view.3": (state) => openNumbered(state, 3),
	"view.4": (state) => openNumbered(state, 4),
	"view.5": (state) => openNumbered(state, 5),
	"view.6": (state) => openNumbered(state, 6),
	"view.7": (state) => openNumbered(state, 7),
	"view.8": (state) => openNumbered(state, 8),
	"view.9": (state) => openNumbered(state, 9),
	"search.open": (state) => same(openInput(state, "search")),
	"search.next": (state) => same(searchOn(state, false)),
	"search.before": (state) => same(searchOn(state, true)),
	"pane.wrap": (state) => same(wrapPane(state)),
	"pane.focus": (state) => same(focusPane(state)),
	"pane.zoom": (state) => same(zoomPane(state)),
	"log.stdout": (state) => chooseLog(state, () => ({ stream: "stdout" })),
	"log.stderr": (state) => chooseLog(state, () => ({ stream: "stderr" })),
	"log.older": (state) => chooseLog(state, ({ back }) => ({ back: back + 1 })),
	"log.newer": (state) => chooseLog(state, ({ back }) => ({ back: Math.max(0, back - 1) })),
	"context.use": chooseContext,
	"task.open": (state) => same(openTaskOutput(state)),
	"task.stop": stopShown,
	"help.filter": (state) => same(openInput(state, "narrow")),
	"nav.back": goBack,
	"nav.close": closeLevel,
	"nav.last": reopenLevel,
	copy: copyShown,
	save: saveShown,
	refresh: (state) => chained(refill(state), (next) => withEffects(next, { type: "refresh" })),
	pause: (state) => withEffects(state, { type: "pause", isPaused: state.data.feed.kind !== "paused" }),
	"timeline.open": (state) => same(openLevel(state, "timeline")),
	"calls.open": (state) => same(openLevel(state, "calls")),
	"contexts.open": (state) => same(openLevel(state, "contexts")),
	"command.open": (state) => same(openInput(state, "command")),
	"help.open": (state) => same(openLevel(state, "help")),
	"mouse.toggle": toggleMouse,
	"app.quit": quit,
	"app.stop": (state) => withEffects(state, { type: "quit" }),
	"app.suspend": (state) => withEffects(state, { type: "suspend" }),
};

function openNumbered(state: State, number: number): Next {
	const view = state.settings.views[number - 1];
	if (view === undefined) return same(withNotice(state, `there is no saved view ${number}`));
	return openView(state, view.name);
}

function chooseContext(state: State): Next {
	const level = levelOf(state);
	const context = level.kind === "contexts" ? state.place.contexts[level.selected] : undefined;
	return context === undefined ? same(state) : switchContext(state, context.name);
}

function stopShown(state: State): Next {
	const level = levelOf(state);
	return level.kind === "task" ? stopTask(state, level.task) : same(state);
}

function toggleMouse(state: State): Next {
	const hasMouse = !state.settings.hasMouse;
	const next = { ...state, settings: { ...state.settings, hasMouse } };
	const words = hasMouse
		? "the mouse chooses and scrolls; with Shift it selects text"
		: "the mouse is the terminal's again";
	return withEffects(withNotice(next, words), { type: "mouse", isOn: hasMouse });
}
