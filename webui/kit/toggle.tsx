import type {ComponentChildren} from 'preact';
import {Icon, type IconName} from './icon.js';

export type ToggleProps = {children: ComponentChildren; icon: IconName; on: boolean; waiting?: boolean; onPress: () => void};

/** A button that stays pressed. */
export function Toggle({children, icon, on, waiting = false, onPress}: ToggleProps) {
	return (
		<button type="button" class="button toggle" aria-pressed={on} aria-busy={waiting || undefined} onClick={onPress}>
			{waiting ? <span class="spinner" aria-hidden="true" /> : <Icon name={icon} />}
			<span>{children}</span>
		</button>
	);
}
