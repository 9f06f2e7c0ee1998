import {useLayoutEffect, useRef} from 'preact/hooks';
import {Button} from './button.js';

export type ConfirmDialogProps = {
	title: string;
	text: string;
	confirm: string;
	cancel: string;
	onConfirm: () => void;
	onCancel: () => void;
};

/** Asks before something that can not be undone. Escape cancels; focus returns to where it came from. */
export function ConfirmDialog({title, text, confirm, cancel, onConfirm, onCancel}: ConfirmDialogProps) {
	const ref = useRef<HTMLDialogElement>(null);
	useLayoutEffect(() => {
		const dialog = ref.current;
		dialog?.showModal();
		return () => dialog?.close();
	}, []);
	return (
		<dialog class="dialog" ref={ref} aria-label={title} onCancel={onCancel}>
			<h2>{title}</h2>
			<p>{text}</p>
			<div class="dialog-buttons">
				<Button focused onPress={onCancel}>{cancel}</Button>
				<Button look="danger" icon="hang-up" onPress={onConfirm}>{confirm}</Button>
			</div>
		</dialog>
	);
}
