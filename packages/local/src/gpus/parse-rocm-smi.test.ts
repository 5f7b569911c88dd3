import { describe, expect, it } from "vitest";
import { parseRocmGpus, parseRocmUse } from "./parse-rocm-smi.ts";

const card = {
	"Card series": "AMD INSTINCT MI250 (MCM) OAM AC MBA",
	"Card model": "0x0b0c",
	"VRAM Total Memory (B)": "68702699520",
	"VRAM Total Used Memory (B)": "10960896",
};

describe("the GPUs of AMD", () => {
	it("are its cards, in the order of their numbers", () => {
		const told = { card10: card, card2: card, system: { "Driver version": "6.2.4" } };
		const gpu = { vendor: "amd", model: "AMD INSTINCT MI250 (MCM) OAM AC MBA", memMb: 65_520, driver: "6.2.4" };
		expect(parseRocmGpus(JSON.stringify(told))).toEqual([
			{ ...gpu, id: "amd.com/gpu=2", index: 2 },
			{ ...gpu, id: "amd.com/gpu=10", index: 10 },
		]);
	});

	it.each([
		["keys in the case of newer programs", { "Card Series": "MI300X" }, { model: "MI300X" }],
		["the name of the device", { "Device Name": "MI210" }, { model: "MI210" }],
		[
			"nothing where nothing is told",
			{ "Card Series": "N/A", "VRAM Total Memory (B)": "N/A" },
			{ model: undefined, memMb: undefined },
		],
	])("are known by %s", (_, fields, expected) => {
		expect(parseRocmGpus(JSON.stringify({ card0: fields }))).toMatchObject([{ id: "amd.com/gpu=0", ...expected }]);
	});

	it("are found behind a warning", () => {
		const text = `WARNING: AMD GPU device(s) is/are in a low-power state.\n\n${JSON.stringify({ card0: card })}\n`;
		expect(parseRocmGpus(text)).toHaveLength(1);
	});

	it.each(["", "ERROR:root:Driver not initialized (amdgpu not found in modules)\n", "{", "[]", "null"])(
		"are none in %j",
		(text) => {
			expect(parseRocmGpus(text)).toEqual([]);
		},
	);
});

it("what a card of AMD uses is told in percent and bytes", () => {
	const told = { card0: { ...card, "GPU use (%)": "7" }, card1: { "GPU use (%)": "N/A" } };
	expect([...parseRocmUse(JSON.stringify(told))]).toEqual([
		["amd.com/gpu=0", { utilPercent: 7, memMb: 10 }],
		["amd.com/gpu=1", { utilPercent: undefined, memMb: undefined }],
	]);
});
