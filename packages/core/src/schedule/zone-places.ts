/** The zone of a well-known place that has no zone of its own name: `milan`, `italy`. */
export function zoneOfPlace(place: string): string | undefined {
	places ??= new Map(table.flatMap(([zone, names]) => names.split(" ").map((name) => [name, zone] as const)));
	return places.get(place.toLowerCase().replaceAll(/[\s_]+/g, "_"));
}

// Split when first asked: most runs never name an unknown zone.
let places: ReadonlyMap<string, string> | undefined;

const table: readonly (readonly [zone: string, names: string])[] = [
	["Europe/Rome", "roma italy italia bari milan milano naples napoli turin torino bologna florence firenze catania"],
	["Europe/Berlin", "germany deutschland munich muenchen münchen hamburg frankfurt cologne köln stuttgart"],
	["Europe/Madrid", "spain españa barcelona valencia seville"],
	["Europe/Paris", "france lyon marseille toulouse strasbourg"],
	["Europe/London", "uk england scotland wales manchester edinburgh oxford cambridge"],
	["Europe/Zurich", "switzerland geneva basel bern lausanne"],
	["Europe/Vienna", "austria wien graz"],
	["Europe/Amsterdam", "netherlands holland rotterdam utrecht"],
	["Europe/Brussels", "belgium antwerp"],
	["Europe/Athens", "greece thessaloniki"],
	["Europe/Warsaw", "krakow cracow"],
	["Europe/Prague", "czechia brno"],
	["Europe/Stockholm", "sweden gothenburg"],
	["Europe/Oslo", "norway bergen"],
	["Europe/Copenhagen", "denmark"],
	["Europe/Helsinki", "finland"],
	["Europe/Dublin", "ireland"],
	["Europe/Kiev", "ukraine kyiv"],
	["Europe/Moscow", "st_petersburg"],
	["America/New_York", "boston washington philadelphia miami atlanta"],
	["America/Chicago", "houston dallas austin"],
	["America/Los_Angeles", "san_francisco seattle san_diego california"],
	["Asia/Shanghai", "china beijing shenzhen"],
	["Asia/Kolkata", "india mumbai delhi bangalore bengaluru"],
	["Asia/Tokyo", "osaka kyoto"],
	["Asia/Seoul", "korea"],
];
