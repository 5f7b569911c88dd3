/** A container engine of the test's own, with a storage of its own. */
export interface TestEngine extends AsyncDisposable {
	readonly name: "podman" | "docker";
	/** As DOCKER_HOST would say it. */
	readonly host: string;
	readonly socketPath: string;
	/** How its own program is run, up to the word that says what to do. */
	readonly program: { readonly command: readonly string[]; readonly environment: Readonly<Record<string, string>> };
	/** An image with busybox in it, and nothing to run unless somebody says so. */
	readonly image: string;
	/** The same with this user, entry point and the like, as lines of a Dockerfile. */
	makeImage(name: string, changes: readonly string[]): Promise<string>;
	/** Gives an image to its registry, and has it no more. */
	giveAway(image: string, login: RegistryLogin): Promise<void>;
	/** Takes all containers away, whatever they are doing. */
	removeAll(): Promise<void>;
	/** Ends the service and leaves containers as they are; they go on. */
	stop(): Promise<void>;
	/** Starts the service once more, on the same storage. */
	start(): Promise<void>;
	/** It takes calls from now on and answers none. */
	pause(): void;
	resume(): void;
	/** Says what runs a command as the user that the service runs as. */
	readonly asUser: readonly string[];
}

export interface EngineWishes {
	/** Those that speak plain HTTP. */
	readonly registries?: readonly string[];
	/** Gives it a network that no one else is on, this machine included, where it may bridge and map as it likes. */
	readonly hasNetwork?: boolean;
	/** What starts the service, whose words come last. */
	readonly within?: readonly string[];
	/** Said to the service besides. */
	readonly words?: readonly string[];
	/** Who it belongs to; `rootless` is an ordinary user with ids to give to containers, `single` one without. */
	readonly owner?: "root" | "rootless" | "single";
}

export interface RegistryLogin {
	readonly username: string;
	readonly password: string;
}

/** How one kind of engine is started. */
export interface EngineKind {
	readonly name: TestEngine["name"];
	/** The program and its arguments. */
	command(folder: string, socketPath: string, hasNetwork: boolean): readonly string[];
	/** Its own program, for people. */
	program(socketPath: string): readonly string[];
	/** Written into the folder before; the registries speak plain HTTP. */
	readonly files: (folder: string, registries: readonly string[]) => Readonly<Record<string, string>>;
	readonly environment: (folder: string) => Readonly<Record<string, string>>;
}
