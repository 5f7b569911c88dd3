import type { Effect } from "../state/effect.ts";

export type EffectType = Effect["type"];

type EffectsByType = { readonly [Type in EffectType]: Extract<Effect, { readonly type: Type }> };

/** One or another of the effects of these types. */
export type EffectOf<Types extends EffectType> = {
	readonly [Type in Types]: { readonly type: Type } & EffectsByType[Type];
}[Types];

/** What does the effects of some types. */
export type Performers<Types extends EffectType = EffectType> = {
	readonly [Type in Types]: (effect: EffectOf<Type>) => void;
};

/** Does an effect. */
export function perform<Type extends EffectType>(performers: Performers, effect: EffectOf<Type>): void {
	performers[effect.type](effect);
}
