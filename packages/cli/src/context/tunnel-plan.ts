import { ChronosError } from "@chronos-job/core";

export interface TunnelPlan {
	readonly via: string;
	readonly ssh: readonly string[];
	/** What every call begins with. */
	readonly control: readonly string[];
	/** Through which a connection that is open can be found and ended. */
	readonly controlSocket: string;
	/** The socket on this machine for each address. */
	readonly sockets: ReadonlyMap<string, string>;
	/** What `-L` wants, one for each machine and port. */
	readonly forwards: readonly string[];
}

/** How the addresses of a server are reached through an SSH destination. */
export function tunnelPlan({
	urls,
	via,
	folder,
	ssh,
}: {
	readonly urls: readonly string[];
	readonly via: string;
	readonly folder: string;
	readonly ssh: readonly string[];
}): TunnelPlan {
	if (via === "" || via.startsWith("-"))
		throw refusal(`"${via}" is no SSH destination`, "Write one like ada@login.example.org.");
	const places = urls.map((url) => ({ url, place: placeOf(url) }));
	const id = shortHash([...ssh, via, ...places.map(({ place }) => place)].join(" "));
	const sockets = new Map(places.map(({ url, place }) => [url, `${folder}/${id}-${shortHash(place)}.s`]));
	const forwards = [...new Map(places.map(({ url, place }) => [sockets.get(url) ?? "", place]))];
	const controlSocket = `${folder}/${id}.c`;
	return {
		via,
		ssh,
		control: [...ssh, "-S", controlSocket],
		controlSocket,
		sockets,
		forwards: forwards.map(([socket, place]) => `${socket}:${place}`),
	};
}

/** What opens the tunnel. It ends when nobody has used it for ten minutes, or when the other side is gone. */
export function startWords({ control, forwards, via }: TunnelPlan, mayAsk: boolean): readonly string[] {
	const options = [
		`BatchMode=${mayAsk ? "no" : "yes"}`,
		"ConnectTimeout=15",
		"ControlMaster=yes",
		"ControlPersist=600",
		"ExitOnForwardFailure=yes",
		"LogLevel=ERROR",
		"ServerAliveCountMax=3",
		"ServerAliveInterval=15",
	];
	return [
		...control,
		"-f",
		"-N",
		"-T",
		...options.flatMap((option) => ["-o", option]),
		...forwards.flatMap((forward) => ["-L", forward]),
		"--",
		via,
	];
}

/** The machine and the port, as the other side of the tunnel sees them. */
function placeOf(url: string): string {
	const [, host, port = "80"] = /^http:\/\/(\[[^\]]*\]|[^:/]+)(?::(\d+))?(?:\/|$)/i.exec(url) ?? [];
	if (host !== undefined) return `${host}:${port}`;
	throw refusal(
		`${url} cannot be reached through a tunnel`,
		"Write an address that begins with http://: the tunnel is encrypted anyway.",
	);
}

function refusal(message: string, hint: string): ChronosError {
	return new ChronosError("config.invalid", message, { hint });
}

/** Names of sockets must be short. */
function shortHash(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const character of text) {
		hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
	}
	return hash.toString(36).slice(0, 8);
}
