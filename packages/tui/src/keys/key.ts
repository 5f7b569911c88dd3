/**
 * One key as bindings name it: a character as typed (`a`, `A`, `/`, `?`), or a name
 * (`up`, `down`, `left`, `right`, `pageup`, `pagedown`, `home`, `end`, `enter`, `escape`, `tab`, `shift-tab`,
 * `backspace`, `delete`, `space`, `f1`, `f5`, `shift-up`, `shift-down`, `ctrl-c` …).
 */
export type Key = string;
