import { Box, useCursor } from "ink";
import type { ReactElement } from "react";
import type { Frame } from "../frame/frame.ts";
import type { Theme } from "../theme.ts";
import { ScreenLine } from "./screen-line.tsx";

export interface DashboardProps {
	readonly frame: Frame;
	readonly theme: Theme;
}

/** The whole screen. */
export function Dashboard({ frame, theme }: DashboardProps): ReactElement {
	const { setCursorPosition } = useCursor();
	setCursorPosition(frame.cursor && { x: frame.cursor.column, y: frame.cursor.row });
	return (
		<Box flexDirection="column" width={frame.columns} height={frame.rows}>
			{frame.lines.map((line, row) => (
				// oxlint-disable-next-line react/no-array-index-key -- A row of the screen has no other name.
				<ScreenLine key={row} line={line} theme={theme} />
			))}
		</Box>
	);
}
