import type { Availability } from "../executor.ts";
import type { EngineClient } from "./engine-client.ts";
import { readEnginePlaces } from "./engine-places.ts";
import { explainMissingEngine, isTelling } from "./explain-missing-engine.ts";
import { type EngineSearch, lookAtEngine, readMachine } from "./find-engine.ts";

export type SurveyedEngine =
	| { readonly place: string; readonly client: EngineClient }
	| ({ readonly place: string } & Pick<Extract<Availability, { available: false }>, "reason" | "hint">);

/** Everything that is where an engine may be, the likeliest first; places with nothing in them are left out. */
export async function surveyEngines(search: EngineSearch): Promise<readonly SurveyedEngine[]> {
	const { clock, environment, isRoot } = search;
	const { signal } = new AbortController();
	const places = await readEnginePlaces(environment);
	const looks = await Promise.all(places.map((place) => lookAtEngine(place, { clock, signal })));
	const machine = search.machine ?? (await readMachine(isRoot));
	return looks.flatMap((look): readonly SurveyedEngine[] => {
		if (!("error" in look)) return [{ place: look.endpoint.text, client: look }];
		if (look.wish === undefined && !isTelling(look)) return [];
		const { reason, hint } = explainMissingEngine({ failures: [look], machine });
		return [{ place: look.place, reason, hint }];
	});
}
