import type { Job } from "@chronos-job/schemas";
import type { Change, Changes } from "../container-body.ts";
import { changesOfFlag } from "../container-flags.ts";
import { changesOfVolume } from "../container-mounts.ts";

type Container = NonNullable<Job["container"]>;

/** A volume that an engine keeps under a name, as the call that makes one wants it. */
export interface NamedVolume {
	readonly Name: string;
	readonly Driver?: string;
	readonly DriverOpts?: Readonly<Record<string, string>>;
}

/** The volumes with names that a container asks for, by `volumes` and by `parameters`. */
export function namedVolumes({ volumes, parameters, type }: Container): readonly NamedVolume[] {
	const parts = [...volumes.map((volume) => changesOfVolume(volume, type)), ...parameters.map(changesOfFlag)];
	const changes = parts.flatMap(listOf).filter(({ to }) => to === "host");
	const driver = changes.findLast(({ field }) => field === "VolumeDriver")?.value;
	const all = changes.flatMap(({ field, value }): readonly NamedVolume[] => {
		if (!Array.isArray(value)) return [];
		if (field === "Mounts") return value.flatMap(mountedVolume);
		return field === "Binds" ? value.flatMap((bind) => boundVolume(String(bind), driver)) : [];
	});
	return [...new Map(all.map((volume) => [volume.Name, volume])).values()];
}

/** Those of a job that cannot run here have names all the same. */
function listOf(part: Changes): readonly Change[] {
	return part.kind === "changes" ? part.changes : [];
}

interface Mount {
	readonly Type?: string;
	readonly Source?: string;
	readonly VolumeOptions?: {
		readonly DriverConfig?: { readonly Name?: string; readonly Options?: Readonly<Record<string, string>> };
	};
}

function mountedVolume({ Type: type, Source: name = "", VolumeOptions: options }: Mount): readonly NamedVolume[] {
	if (type !== "volume" || name === "") return [];
	const { Name: driver, Options: driverOptions } = options?.DriverConfig ?? {};
	return [{ Name: name, ...(driver && { Driver: driver }), ...(driverOptions && { DriverOpts: driverOptions }) }];
}

/** `name:/path`; what begins with a slash is a folder of the machine, and a path alone has no name. */
function boundVolume(bind: string, driver: unknown): readonly NamedVolume[] {
	const [, name] = /^([^/:.~][^/:]*):/.exec(bind) ?? [];
	return name === undefined ? [] : [{ Name: name, ...(typeof driver === "string" && { Driver: driver }) }];
}
