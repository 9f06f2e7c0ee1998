import type {ComponentChildren} from 'preact';
import {useLayoutEffect, useRef} from 'preact/hooks';
import {Icon, type IconName} from './icon.js';

export type ButtonProps = {
	children: ComponentChildren;
	onPress: () => void;
	look?: 'plain' | 'main' | 'danger';
	icon?: IconName;
	/** What it is called where its words alone would not say enough; has to contain them. */
	label?: string;
	/** Pressed already, and not yet done. */
	waiting?: boolean;
	/** Can not be pressed now. It stays focusable, so that the keyboard's place is not lost. */
	inert?: boolean;
	/** Is in focus as soon as it appears. */
	focused?: boolean;
	/** What it unfolds, by its id, and whether that is there now. */
	expands?: {open: boolean; id: string};
};

export function Button({children, onPress, look = 'plain', icon, label, waiting = false, inert = waiting, focused = false, expands}: ButtonProps) {
	const ref = useRef<HTMLButtonElement>(null);
	// Only as it appears: what is drawn again when something else changes leaves the focus where it is.
	useLayoutEffect(() => {
		if (focused) ref.current?.focus();
	}, [focused]);
	return (
		<button
			type="button"
			class={`button ${look}`}
			aria-label={label}
			aria-disabled={inert || undefined}
			aria-busy={waiting || undefined}
			aria-expanded={expands?.open}
			aria-controls={expands?.open ? expands.id : undefined}
			ref={ref}
			onClick={() => {
				if (!inert) onPress();
			}}
		>
			{waiting ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
			<span>{children}</span>
		</button>
	);
}
