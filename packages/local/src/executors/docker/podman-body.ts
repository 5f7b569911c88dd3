import { type ContainerBody, type Fields, isList, isMap } from "./container-body.ts";
import { mergeFields } from "./merge-fields.ts";
import { podmanFields } from "./podman-fields.ts";

export type PodmanBody =
	| { readonly kind: "translated"; readonly body: Fields }
	| { readonly kind: "refused"; readonly reason: string };

/** The same container in Podman's own words, which know names of CDI; to those of Docker it does not listen. */
export function podmanBodyOf({ HostConfig: place, ...container }: ContainerBody): PodmanBody {
	const { DeviceRequests: requests = [], ...host } = place;
	const names = cdiNamesIn(requests);
	if (names === undefined) return { kind: "refused", reason: unnamed };
	const translated = [...Object.entries(container), ...Object.entries(host)].map(([field, value]) => ({
		field,
		fields: podmanFields.get(field)?.(value),
	}));
	const lost = translated.find(({ fields }) => fields === undefined);
	if (lost !== undefined) return { kind: "refused", reason: refusalOf(lost.field) };
	const devices = { devices: names.map((path) => ({ path })) };
	return { kind: "translated", body: mergeFields([...translated.map(({ fields = {} }) => fields), devices, making]) };
}

const unnamed = 'the parameter "gpus" means nothing to Podman, which takes the names of CDI in the parameter "device"';

/** Undefined when something is requested in another way. */
function cdiNamesIn(requests: unknown): readonly string[] | undefined {
	const all = isList(requests) ? requests.filter(isMap) : [];
	if (all.some(({ Driver: driver }) => driver !== "cdi")) return undefined;
	return all.flatMap(({ DeviceIDs: ids }) => (isList(ids) ? ids.map(String) : []));
}

// Docker's words mean these as well: the folder that a command begins in is made, and all may read what is written.
const making = { create_working_dir: true, umask: "0000" };

function refusalOf(field: string): string {
	const said = parameters[field];
	const subject = said === undefined ? `${field} in this form` : `the parameter "${said}"`;
	return `${subject} cannot be had together with GPUs in Podman`;
}

/** As `parameters` of jobs call the fields that have no counterpart, or not always. */
const parameters: Readonly<Record<string, string>> = {
	Binds: "volume",
	DeviceCgroupRules: "device-cgroup-rule",
	Domainname: "domainname",
	ExposedPorts: "expose",
	MacAddress: "mac-address",
	Runtime: "runtime",
	SecurityOpt: "security-opt",
	StopSignal: "stop-signal",
	StorageOpt: "storage-opt",
	VolumeDriver: "volume-driver",
};
