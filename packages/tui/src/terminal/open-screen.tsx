import { render, type RenderOptions, useApp } from "ink";
import type { ReactNode } from "react";
import { Dashboard, type DashboardProps } from "../components/dashboard.tsx";
import type { Terminal } from "../dashboard-options.ts";
import type { Frame } from "../frame/frame.ts";
import { reuseFrame } from "../frame/reuse-frame.ts";
import type { Theme } from "../theme.ts";

/** The whole terminal, drawn upon. */
export interface Screen {
	/** Writes nothing where nothing changed. */
	readonly show: (frame: Frame, theme: Theme) => void;
	/** Puts everything back as it was for as long as somebody else has the terminal. */
	readonly lend: (use: () => Promise<void>) => Promise<void>;
	/** Puts everything back. */
	readonly close: () => Promise<void>;
	/** Rejects with what went wrong while drawing. */
	readonly failed: Promise<unknown>;
}

export function openScreen(terminal: Pick<Terminal, "stdin" | "stdout">, first: Frame, themeAtFirst: Theme): Screen {
	let shown = { frame: first, theme: themeAtFirst };
	let suspend: ReturnType<typeof useApp>["suspendTerminal"] | undefined;

	function Root({ frame, theme }: DashboardProps): ReactNode {
		suspend = useApp().suspendTerminal;
		return <Dashboard frame={frame} theme={theme} />;
	}
	const goLeft = (): void => void terminal.stdout.write("\r");
	// The other screen of a terminal begins where the cursor was on this one; somebody may have typed meanwhile.
	goLeft();
	const instance = render(<Root {...shown} />, optionsFor(terminal));
	return {
		show(next, theme) {
			const frame = reuseFrame(shown.frame, next);
			if (frame === shown.frame && theme === shown.theme) return;
			shown = { frame, theme };
			instance.rerender(<Root {...shown} />);
		},
		lend: async (use) => (suspend === undefined ? use() : suspend(async () => use().finally(goLeft))),
		async close() {
			instance.unmount();
			await instance.waitUntilExit();
		},
		failed: instance.waitUntilExit(),
	};
}

function optionsFor({ stdin, stdout }: Pick<Terminal, "stdin" | "stdout">): RenderOptions {
	return {
		stdin,
		stdout,
		alternateScreen: true,
		incrementalRendering: true,
		interactive: true,
		isScreenReaderEnabled: false,
		patchConsole: false,
		exitOnCtrlC: false,
		maxFps: 30,
	};
}
