import type {ComponentChildren} from 'preact';
import {Icon, type IconName} from './icon.js';

export type ChipProps = {children: ComponentChildren; icon?: IconName; tone?: 'quiet' | 'strong' | 'alert' | 'accent' | 'good'; title?: string};

/** A state in a word, with a shape beside it: never told by colour alone. */
export function Chip({children, icon, tone = 'quiet', title}: ChipProps) {
	return <span class={`chip ${tone}`} title={title}>{icon && <Icon name={icon} />}{children}</span>;
}
