import { expect, it } from "vitest";
import { adviceOnStart, rangesCommand } from "./explain-start.ts";

const noUser = "runc: unable to start container process: unable to setup user: invalid argument: OCI runtime error";
const noNetwork = 'exec: "slirp4netns": executable file not found in $PATH';

it.each([
	[noUser, true, `; this engine has no user but root to give to containers. Run \`${rangesCommand}\`.`],
	[noUser, false, ""],
	[
		noNetwork,
		true,
		"; this engine needs slirp4netns for networks of containers. Run `sudo apt-get install -y slirp4netns`.",
	],
	["no such file or directory", true, ""],
])("advice on %s, rootless %s", (message, isRootless, advice) => {
	expect(adviceOnStart(message, { isRootless })).toBe(advice);
});
