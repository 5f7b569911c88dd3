/** Where an image comes from, and the names under which files of credentials may know the place. */
export interface Registry {
	/** As `docker login` wants it. */
	readonly host: string;
	/** The likeliest first. */
	readonly keys: readonly string[];
	/** How helpers know it. */
	readonly server: string;
}

/** An image whose name begins with no host comes from Docker Hub. */
export function registryOf(image: string): Registry {
	const [first = "", ...rest] = image.replace(/@.*$/, "").split("/");
	const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
	if (!isHost || hubNames.includes(first)) return hub;
	const path = rest
		.join("/")
		.replace(/:[^:]*$/, "")
		.split("/");
	// Podman keeps credentials of a part of a registry; the longest name is the nearest.
	const parts = path.map((_, index) => [first, ...path.slice(0, path.length - index)].join("/"));
	return { host: first, keys: [...parts, first], server: first };
}

const hubNames: readonly string[] = ["docker.io", "index.docker.io", "registry-1.docker.io"];
const hub: Registry = { host: "docker.io", keys: hubNames, server: "https://index.docker.io/v1/" };
