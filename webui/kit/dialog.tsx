import type {ComponentChildren} from 'preact';
import {useLayoutEffect, useRef} from 'preact/hooks';
import {Button} from './button.js';
import type {IconName} from './icon.js';

export type DialogProps = {title: string; children: ComponentChildren; onClose: () => void};

/** Something above the page that has to be dealt with first. Escape closes it; focus returns to where it came from. */
export function Dialog({title, children, onClose}: DialogProps) {
	const ref = useRef<HTMLDialogElement>(null);
	useLayoutEffect(() => {
		const dialog = ref.current;
		const before = document.activeElement;
		dialog?.showModal();
		return () => {
			dialog?.close();
			if (before instanceof HTMLElement) before.focus();
		};
	}, []);
	return (
		<dialog class="dialog" ref={ref} aria-label={title} onCancel={onClose}>
			<h2>{title}</h2>
			{children}
		</dialog>
	);
}

export type ConfirmDialogProps = {
	title: string;
	/** What will happen, to whom, and whether it can be undone. */
	text: string;
	/** Names what is done: "Delete", never "OK". */
	confirm: string;
	cancel: string;
	icon?: IconName;
	onConfirm: () => void;
	onCancel: () => void;
};

/** Asks before something that can not be undone. The keyboard stands on the way out. */
export function ConfirmDialog({title, text, confirm, cancel, icon = 'hang-up', onConfirm, onCancel}: ConfirmDialogProps) {
	return (
		<Dialog title={title} onClose={onCancel}>
			<p>{text}</p>
			<div class="dialog-buttons">
				<Button focused onPress={onCancel}>{cancel}</Button>
				<Button look="danger" icon={icon} onPress={onConfirm}>{confirm}</Button>
			</div>
		</Dialog>
	);
}
