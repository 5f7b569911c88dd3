import type { History, StoredEvent } from "../stores/store.ts";
import type { Bell } from "./bell.ts";

export interface EventSource {
	readonly history: Pick<History, "listEvents">;
	/** Rings when there are more. */
	readonly bell: Bell;
	/** Fires when there will never be more. */
	readonly ended: AbortSignal;
}

/** The store is read page by page, so that a slow reader costs nobody any memory. */
export async function* readEvents(
	{ history, bell, ended }: EventSource,
	{ after, signal }: { readonly after: number; readonly signal: AbortSignal },
): AsyncGenerator<StoredEvent, void> {
	let last = after;
	while (!signal.aborted && !ended.aborted) {
		const page = history.listEvents({ after: last, limit: pageLength });
		for (const event of page) {
			yield event;
			if (signal.aborted) return;
			last = event.id;
		}
		// oxlint-disable-next-line eslint/no-await-in-loop -- there is nothing to read before it rings
		if (page.length === 0) await bell.wait(signal);
	}
}

const pageLength = 256;
