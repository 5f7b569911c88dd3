import { compareVersions, findOldestDriver } from "./cuda-drivers.ts";
import { cudaIn, type GpuMachine, meetsRequirement } from "./cuda-requirement.ts";

/** An image that a job wants GPUs in. */
export interface GpuImage {
	readonly name: string;
	/** The variables that are set in it; undefined while nobody has looked into it. */
	readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Something that may keep a job from its GPUs. */
export interface GpuRemark {
	readonly code: "cuda-too-new" | "cuda-perhaps-too-new" | "not-for-gpus" | "unseen";
	/** Whether it cannot work. */
	readonly isCertain: boolean;
	readonly message: string;
	readonly hint?: string;
}

/** What is to be said of an image before a job asks for GPUs in it; nothing when all is well. */
export function examineGpuImage(image: GpuImage, machine: GpuMachine): readonly GpuRemark[] {
	return [...cudaRemarks(image, machine), ...purposeRemarks(image)];
}

/** The CUDA in an image, as far as its name tells: `12.4` of `nvidia/cuda:12.4.1-base`, `11.8` of `x:2.1-cu118`. */
export function cudaOfImageName(name: string): string | undefined {
	const [, repository = "", tag = ""] = /^(.*?)(?::([^/:@]+))?(?:@.*)?$/.exec(name) ?? [];
	if (/(?:^|\/)cuda$/.test(repository)) return /^\d+\.\d+/.exec(tag)?.[0];
	const [, major, minor] =
		/(?:^|[-_.])cuda-?(\d{1,2})\.(\d)/.exec(tag) ?? /(?:^|[-_.])cu(\d{1,2})(\d)(?!\d)/.exec(tag) ?? [];
	return major === undefined ? undefined : `${major}.${minor}`;
}

function cudaRemarks(image: GpuImage, machine: GpuMachine): readonly GpuRemark[] {
	const wanted = cudaOf(image);
	const remark =
		tooNewFor(image.name, wanted, machine) ?? unmetBy(image, machine) ?? perhapsTooNewFor(image.name, wanted, machine);
	return remark === undefined ? [] : [remark];
}

/** What it was made with, as far as it tells. */
function cudaOf({ name, environment = {} }: GpuImage): string | undefined {
	const { NVIDIA_REQUIRE_CUDA: requirement = "", CUDA_VERSION: version = "" } = environment;
	return cudaIn(requirement) ?? /^\d+\.\d+/.exec(version)?.[0] ?? cudaOfImageName(name);
}

function tooNewFor(name: string, wanted: string | undefined, { driver }: GpuMachine): GpuRemark | undefined {
	const oldest = wanted === undefined ? undefined : findOldestDriver(wanted);
	if (oldest === undefined || driver === undefined || compareVersions(driver, oldest) >= 0) return undefined;
	return tooNew(`${name} has CUDA ${wanted}, which needs driver ${oldest} or newer; this machine has ${driver}`);
}

function unmetBy({ name, environment = {} }: GpuImage, machine: GpuMachine): GpuRemark | undefined {
	const { NVIDIA_REQUIRE_CUDA: requirement = "", NVIDIA_DISABLE_REQUIRE: isFree = "" } = environment;
	if (/^(?:1|true|yes)$/i.test(isFree) || meetsRequirement(requirement, machine) !== "no") return undefined;
	return tooNew(`${name} requires ${shortened(requirement)}, and this machine has ${textOf(machine)}`);
}

function perhapsTooNewFor(name: string, wanted: string | undefined, { cuda }: GpuMachine): GpuRemark | undefined {
	if (wanted === undefined || cuda === undefined || compareVersions(cuda, wanted) >= 0) return undefined;
	return {
		code: "cuda-perhaps-too-new",
		isCertain: false,
		message: `${name} has CUDA ${wanted}, and the driver knows ${cuda}: what is compiled when it starts may fail`,
		hint: `Take an image with CUDA ${cuda} or older if it does.`,
	};
}

function tooNew(message: string): GpuRemark {
	const hint = "Take an image with an older CUDA, or have the driver updated.";
	return { code: "cuda-too-new", isCertain: true, message, hint };
}

// Mesos looks at the image alone, not at the variables of the job (docs/gpu-support.md of Apache Mesos).
function purposeRemarks({ name, environment }: GpuImage): readonly GpuRemark[] {
	if (environment === undefined) {
		const message = `nobody has looked into ${name} yet, so whether it is made for GPUs is unknown`;
		return [{ code: "unseen", isCertain: false, message }];
	}
	const { NVIDIA_VISIBLE_DEVICES: visible = "" } = environment;
	if (visible !== "" && visible !== "void") return [];
	return [
		{
			code: "not-for-gpus",
			isCertain: false,
			message: `${name} does not say NVIDIA_VISIBLE_DEVICES, and Mesos gives no driver to such an image`,
			hint: "Add `ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility` to its Dockerfile.",
		},
	];
}

/** Those of NVIDIA list every brand with every driver. */
function shortened(requirement: string): string {
	const [first = "", ...others] = requirement.trim().split(/\s+/);
	return others.length === 0 ? first : `${first} or what else it lists`;
}

function textOf({ driver, cuda }: GpuMachine): string {
	return [...(driver === undefined ? [] : [`driver ${driver}`]), ...(cuda === undefined ? [] : [`CUDA ${cuda}`])].join(
		" with ",
	);
}
