import { expect, it } from "vitest";
import { planPrune, type PruneSurvey, type PruneWishes } from "./plan-prune.ts";

const usual: PruneWishes = { all: false, volumes: false };

const image = (id: string, ...tags: readonly string[]) => ({
	id,
	tags,
	layers: { layers: [{ key: id, bytes: 10 }], isExact: true },
});
const pulled = (id: string, name: string, tags: readonly string[] = [`hub/${name}`]) => ({
	engine: "unix:///x",
	id,
	name,
	tags,
	pulledAt: 0,
});
const container = (fields: object) => ({
	id: "c",
	name: "box",
	job: undefined,
	imageId: "none",
	volumes: [],
	bytes: 3,
	isSettled: false,
	...fields,
});

const nothing: PruneSurvey = { images: [], containers: [], volumes: [], pulled: [], claims: [] };
const one: PruneSurvey = { ...nothing, images: [image("i", "hub/a:1")], pulled: [pulled("i", "a:1")] };

function brief(survey: PruneSurvey, wishes = usual) {
	const { containers, images, volumes, kept } = planPrune(survey, wishes);
	const leaving = [...containers, ...images, ...volumes].map(({ name }) => name);
	return { leaving, kept: kept.map(({ because }) => because) };
}

const leaves = { leaving: ["a:1"], kept: [] };
const keeps = (because: string) => ({ leaving: [], kept: [because] });

it.each<readonly [string, PruneSurvey, Partial<PruneWishes>, object]>([
	["was pulled for a job that is gone", one, {}, leaves],
	["nobody has noted", { ...one, pulled: [] }, {}, { leaving: [], kept: [] }],
	[
		"an enabled job names",
		{ ...one, claims: [{ job: "j", isDisabled: false, imageId: "i", volumes: [] }] },
		{},
		keeps("the job j runs in it"),
	],
	[
		"an enabled job names, when that is wished",
		{ ...one, claims: [{ job: "j", isDisabled: false, imageId: "i", volumes: [] }] },
		{ all: true },
		leaves,
	],
	["a disabled job names", { ...one, claims: [{ job: "j", isDisabled: true, imageId: "i", volumes: [] }] }, {}, leaves],
	[
		"a container uses",
		{ ...one, containers: [container({ imageId: "i" })] },
		{ all: true },
		keeps("the container box uses it"),
	],
	[
		"only a container of ours uses that has ended",
		{ ...one, containers: [container({ imageId: "i", job: "j", isSettled: true })] },
		{},
		{ leaving: ["j", "a:1"], kept: [] },
	],
	[
		"has another name",
		{ ...one, images: [image("i", "hub/a:1", "mine:1")] },
		{ all: true },
		keeps("somebody calls it mine:1"),
	],
	[
		"lost its name to an image of somebody else",
		{ ...one, images: [image("i"), image("k", "hub/a:1")] },
		{ all: true },
		keeps("somebody gave its name to another image"),
	],
	[
		"lost its name to a newer one of ours",
		{ ...one, images: [image("i"), image("k", "hub/a:1")], pulled: [pulled("i", "a:1"), pulled("k", "a:1")] },
		{},
		{ leaving: ["a:1 (an older one)", "a:1"], kept: [] },
	],
	[
		"never had a name but its digest",
		{ ...one, images: [image("i")], pulled: [pulled("i", "a@sha256:1", [])] },
		{},
		{ leaving: ["a@sha256:1"], kept: [] },
	],
	[
		"two jobs call differently",
		{ ...one, images: [image("i", "hub/a:1", "hub/b:1")], pulled: [pulled("i", "a:1"), pulled("i", "b:1")] },
		{},
		{ leaving: ["a:1, b:1"], kept: [] },
	],
])("an image that %s", (_, survey, ...[wishes, expected]) => {
	expect(brief(survey, { ...usual, ...wishes })).toEqual(expected);
});

const data: PruneSurvey = { ...nothing, volumes: [{ name: "v", bytes: 7 }] };

it.each<readonly [string, PruneSurvey, boolean, object]>([
	["stays unless that is wished", data, false, keeps("volumes hold data, and are removed with --volumes only")],
	["goes when that is wished", data, true, { leaving: ["v"], kept: [] }],
	[
		"stays when a job names it, also a disabled one",
		{ ...data, claims: [{ job: "j", isDisabled: true, volumes: ["v"] }] },
		true,
		keeps("the job j names it"),
	],
	[
		"stays when a container mounts it",
		{ ...data, containers: [container({ volumes: ["v"] })] },
		true,
		keeps("the container box uses it"),
	],
])("a volume %s", (_, survey, ...[volumes, expected]) => {
	expect(brief(survey, { all: true, volumes })).toEqual(expected);
});

it("says what each frees, whether that is sure, and which notes are about nothing", () => {
	const shared = { key: "s", bytes: 100 };
	const on = (id: string) => ({
		...image(id, `hub/${id}`),
		layers: { layers: [shared, { key: id, bytes: 1 }], isExact: id === "i" },
	});
	const survey = { ...nothing, images: [on("i"), on("k")], pulled: ["i", "k", "gone"].map((id) => pulled(id, id)) };
	const plan = planPrune(survey, usual);
	expect(plan.images.map(({ bytes }) => bytes)).toEqual([101, 1]);
	expect({ isAtMost: plan.isAtMost, gone: plan.gone.map(({ id }) => id) }).toEqual({ isAtMost: true, gone: ["gone"] });
});
