import { expect, it } from "vitest";
import { screenOf } from "../frame/screens.samples.ts";
import { changedMap } from "./changed-map.ts";
import { comingRows } from "./coming-rows.ts";

it("the soonest start is first, and what starts no more is left out", () => {
	const { data } = screenOf([
		{ name: "late", schedule: "R/2030-01-03T00:00:00Z/P1D" },
		{ name: "soon", schedule: "R/2030-01-02T00:00:00Z/P1D" },
		{ name: "off", disabled: true },
		{ name: "child", schedule: undefined, parents: ["late"] },
	]);
	expect(comingRows(data.jobs).map(({ name }) => name)).toEqual(["soon", "late"]);
	expect(comingRows(data.jobs)).toBe(comingRows(data.jobs));
});

it("jobs that came, went or got another start have their place", () => {
	const { data } = screenOf([
		{ name: "a", schedule: "R/2030-01-02T00:00:00Z/P1D" },
		{ name: "b", schedule: "R/2030-01-03T00:00:00Z/P1D" },
		{ name: "gone", schedule: "R/2030-01-04T00:00:00Z/P1D" },
	]);
	const others = screenOf([
		{ name: "a", schedule: "R/2030-01-05T00:00:00Z/P1D" },
		{ name: "new", schedule: "R/2030-01-01T13:00:00Z/P1D" },
		{ name: "b", disabled: true },
	]).data.jobs;
	const jobs = changedMap(data.jobs, { entries: [...others].slice(0, 2), gone: ["gone"] });
	expect(comingRows(jobs).map(({ name }) => name)).toEqual(["new", "b", "a"]);
	expect(comingRows(changedMap(jobs, { entries: others, gone: [] })).map(({ name }) => name)).toEqual(["new", "a"]);
});
