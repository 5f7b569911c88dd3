/** What is read of the answers of engines; everything may be missing, because engines differ. */
export interface VersionReply {
	readonly Version?: string;
	readonly ApiVersion?: string;
	readonly Components?: readonly { readonly Name?: string }[];
}

export interface InfoReply {
	/** Of its machine. */
	readonly Name?: string;
	readonly OperatingSystem?: string;
	/** Whether it can keep containers within their memory. */
	readonly MemoryLimit?: boolean;
	readonly NCPU?: number;
	readonly MemTotal?: number;
	readonly DefaultRuntime?: string;
	readonly Runtimes?: Readonly<Record<string, unknown>>;
	/** Docker alone tells it, and only where it looks at CDI. */
	readonly CDISpecDirs?: readonly string[] | null;
	readonly CgroupVersion?: string;
	readonly SecurityOptions?: readonly string[];
	/** Podman alone says it here. */
	readonly Rootless?: boolean;
}

export interface ImageReply {
	readonly Id?: string;
	/** The names that end with a tag. */
	readonly RepoTags?: readonly string[] | null;
	readonly RootFS?: { readonly Layers?: readonly string[] | null };
	readonly Size?: number;
	readonly Config?: {
		readonly WorkingDir?: string;
		readonly User?: string;
		readonly Entrypoint?: readonly string[];
		readonly Env?: readonly string[];
	};
}

export interface ContainerReply {
	readonly Id?: string;
	/** What it has written besides its image; there only when it was asked for. */
	readonly SizeRw?: number;
	/** Its id. */
	readonly Image?: string;
	readonly Config?: { readonly Labels?: Readonly<Record<string, string>> };
	readonly State?: ContainerState;
	readonly HostConfig?: { readonly NetworkMode?: string };
	readonly LogPath?: string;
	readonly NetworkSettings?: {
		/** By names like `80/tcp`; those that are not reached from outside have nothing. */
		readonly Ports?: Readonly<Record<string, readonly PortBinding[] | null | undefined>>;
	};
}

export interface PortBinding {
	readonly HostIp?: string;
	readonly HostPort?: string;
}

export interface ContainerState {
	readonly Status?: string;
	readonly Running?: boolean;
	/** Of its first process, as the machine of the engine counts. */
	readonly Pid?: number;
	readonly OOMKilled?: boolean;
	readonly ExitCode?: number;
	readonly Error?: string;
	readonly StartedAt?: string;
	readonly FinishedAt?: string;
}

export interface ListedContainer {
	readonly Id?: string;
	readonly Names?: readonly string[] | null;
	readonly ImageID?: string;
	/** In seconds since 1970. */
	readonly Created?: number;
	readonly Mounts?: readonly { readonly Type?: string; readonly Name?: string }[] | null;
	readonly State?: string;
	readonly Labels?: Readonly<Record<string, string>>;
}

export interface ListedImage {
	readonly Id?: string;
	readonly RepoTags?: readonly string[] | null;
	readonly Size?: number;
}

export interface HistoryReply {
	readonly CreatedBy?: string;
	readonly Size?: number;
}

export interface VolumeReply {
	readonly Name?: string;
	readonly Labels?: Readonly<Record<string, string>> | null;
	/** Below zero where nobody has counted. */
	readonly UsageData?: { readonly Size?: number } | null;
}

export interface VolumesReply {
	readonly Volumes?: readonly VolumeReply[] | null;
}

export interface DiskUseReply extends VolumesReply {
	readonly LayersSize?: number;
}

export interface PullLine {
	readonly id?: string;
	readonly status?: string;
	readonly error?: string;
	readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

export interface EngineEventReply {
	readonly Type?: string;
	readonly Action?: string;
	readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> };
}
