import {Icon, type IconName} from './icon.js';

export type IconButtonProps = {
	icon: IconName;
	/** What it does and to what, such as "Delete Weekly review"; shown as a tip, too. */
	label: string;
	onPress: () => void;
	look?: 'plain' | 'danger';
	waiting?: boolean;
};

/** A button without words, for where a word would be there in every row. */
export function IconButton({icon, label, onPress, look = 'plain', waiting = false}: IconButtonProps) {
	return (
		<button
			type="button" class={`icon-button ${look}`} aria-label={label} title={label} aria-disabled={waiting || undefined} aria-busy={waiting || undefined}
			onClick={() => {
				if (!waiting) onPress();
			}}
		>
			{waiting ? <span class="spinner" aria-hidden="true" /> : <Icon name={icon} />}
		</button>
	);
}
