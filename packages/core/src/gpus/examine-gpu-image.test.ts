import { describe, expect, it } from "vitest";
import { cudaOfImageName, examineGpuImage, type GpuImage } from "./examine-gpu-image.ts";

it.each([
	["nvidia/cuda:12.4.1-devel-ubuntu22.04", "12.4"],
	["nvcr.io/nvidia/cuda:11.8.0-base@sha256:0123", "11.8"],
	["registry.example.org:5000/cuda:10.1-base", "10.1"],
	["pytorch/pytorch:2.3.0-cuda12.1-cudnn8-runtime", "12.1"],
	["ghcr.io/x/torch:2.1-cu118", "11.8"],
	["rapidsai/base:24.04-cuda11.8-py3.11", "11.8"],
	["x/train:cu92", "9.2"],
	["nvidia/cuda", undefined],
	["nvidia/cuda:latest", undefined],
	["python:3.12", undefined],
	["x/accurate:cucumber1", undefined],
	["localhost:5000/cudart", undefined],
])("the name %s tells of CUDA %s", (name, expected) => {
	expect(cudaOfImageName(name)).toBe(expected);
});

describe("an image for GPUs", () => {
	const ready = { NVIDIA_VISIBLE_DEVICES: "all" };
	const brands = "cuda>=12.4 brand=tesla,driver>=470,driver<471 brand=tesla,driver>=535,driver<536";
	const codesOf = (image: GpuImage, driver?: string, cuda?: string): readonly string[] =>
		examineGpuImage(image, { driver, cuda }).map(({ code }) => code);

	it.each<[string, GpuImage, string?, string?]>([
		["is well where the driver knows its CUDA", { name: "nvidia/cuda:12.2", environment: ready }, "535.104.05", "12.2"],
		["is well where nothing is known of the driver", { name: "nvidia/cuda:13.0", environment: ready }],
		["is well where nothing is known of its CUDA", { name: "x", environment: ready }, "418.40.04", "10.1"],
		["is well where the table has no row for it", { name: "nvidia/cuda:99.1", environment: ready }, "535.104.05"],
		[
			"is well where it says that it needs nothing",
			{ name: "x", environment: { ...ready, NVIDIA_REQUIRE_CUDA: "driver>=900", NVIDIA_DISABLE_REQUIRE: "true" } },
			"535.104.05",
			"12.2",
		],
	])("%s", (...[, image, driver, cuda]) => {
		expect(codesOf(image, driver, cuda)).toEqual([]);
	});

	it.each<[string, GpuImage, string, string, string]>([
		[
			"by its name",
			{ name: "nvidia/cuda:12.4.1-base", environment: ready },
			"470.141.03",
			"11.4",
			"nvidia/cuda:12.4.1-base has CUDA 12.4, which needs driver 525.60.13 or newer; this machine has 470.141.03",
		],
		[
			"by the variable of the toolkit",
			{ name: "x", environment: { ...ready, CUDA_VERSION: "10.2.89" } },
			"418.40.04",
			"10.1",
			"x has CUDA 10.2, which needs driver 440.33 or newer; this machine has 418.40.04",
		],
		[
			"by what it requires of the driver alone",
			{ name: "x", environment: { ...ready, NVIDIA_REQUIRE_CUDA: "driver>=550" } },
			"535.104.05",
			"12.2",
			"x requires driver>=550, and this machine has driver 535.104.05 with CUDA 12.2",
		],
		[
			"by what it requires",
			{ name: "x", environment: { ...ready, NVIDIA_REQUIRE_CUDA: "cuda>=12.4 driver>=550" } },
			"535.104.05",
			"12.2",
			"x requires cuda>=12.4 or what else it lists, and this machine has driver 535.104.05 with CUDA 12.2",
		],
	])("cannot run on an older driver, which is told %s", (...[, image, driver, cuda, message]) => {
		expect(examineGpuImage(image, { driver, cuda })).toMatchObject([
			{ code: "cuda-too-new", isCertain: true, message },
		]);
	});

	it("may run where only the minor version is newer, or the brand decides", () => {
		const image = { name: "x", environment: { ...ready, NVIDIA_REQUIRE_CUDA: brands } };
		expect(codesOf(image, "535.104.05", "12.2")).toEqual(["cuda-perhaps-too-new"]);
		expect(codesOf({ name: "nvidia/cuda:12.8", environment: ready }, "535.104.05", "12.2")).toEqual([
			"cuda-perhaps-too-new",
		]);
	});

	it.each([{}, { NVIDIA_VISIBLE_DEVICES: "" }, { NVIDIA_VISIBLE_DEVICES: "void" }])(
		"gets none from Mesos with the variables %j",
		(environment) => {
			expect(codesOf({ name: "x", environment })).toEqual(["not-for-gpus"]);
		},
	);

	it("is unknown as long as nobody has looked into it", () => {
		expect(codesOf({ name: "x" })).toEqual(["unseen"]);
	});
});
