/** What is read of the answers of engines; everything may be missing, because engines differ. */
export interface VersionReply {
	readonly Version?: string;
	readonly ApiVersion?: string;
	readonly Components?: readonly { readonly Name?: string }[];
}

export interface InfoReply {
	readonly NCPU?: number;
	readonly MemTotal?: number;
	readonly DefaultRuntime?: string;
	readonly Runtimes?: Readonly<Record<string, unknown>>;
	readonly CgroupVersion?: string;
	readonly SecurityOptions?: readonly string[];
	/** Podman alone says it here. */
	readonly Rootless?: boolean;
}

export interface ImageReply {
	readonly Id?: string;
	readonly Config?: {
		readonly WorkingDir?: string;
		readonly User?: string;
		readonly Entrypoint?: readonly string[];
		readonly Env?: readonly string[];
	};
}

export interface ContainerReply {
	readonly Id?: string;
	readonly Config?: { readonly Labels?: Readonly<Record<string, string>> };
	readonly State?: ContainerState;
	readonly HostConfig?: { readonly NetworkMode?: string };
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
	readonly OOMKilled?: boolean;
	readonly ExitCode?: number;
	readonly Error?: string;
	readonly StartedAt?: string;
	readonly FinishedAt?: string;
}

export interface ListedContainer {
	readonly Id?: string;
	readonly State?: string;
	readonly Labels?: Readonly<Record<string, string>>;
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
