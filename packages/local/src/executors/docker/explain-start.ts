/** What helps against a container that does not start, as more of the engine's sentence; empty where that is not known. */
export function adviceOnStart(message: string, { isRootless }: { readonly isRootless: boolean }): string {
	const known = lacks.find(({ sign, onlyRootless }) => sign.test(message) && (isRootless || !onlyRootless));
	return known === undefined ? "" : `; ${known.because}. Run \`${known.command}\`.`;
}

interface Lack {
	readonly sign: RegExp;
	readonly onlyRootless: boolean;
	readonly because: string;
	readonly command: string;
}

const ranges = "100000-165535";

/** Gives a user ids to give to containers. */
export const rangesCommand = `sudo usermod --add-subuids ${ranges} --add-subgids ${ranges} $USER && podman system migrate`;

const lacks: readonly Lack[] = [
	{
		sign: /unable to setup user: invalid argument|set(?:res|e|re)?[ug]id.*invalid argument|setgroups.*invalid argument/i,
		onlyRootless: true,
		because: "this engine has no user but root to give to containers",
		command: rangesCommand,
	},
	{
		sign: /"?slirp4netns"?: executable file not found/,
		onlyRootless: true,
		because: "this engine needs slirp4netns for networks of containers",
		command: "sudo apt-get install -y slirp4netns",
	},
];
