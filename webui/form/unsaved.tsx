import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {VNode} from 'preact';
import {useTranslator} from '../i18n/index.js';
import {ConfirmDialog} from '../kit/index.js';

export type UnsavedWarning = {
	/** Belongs into the page. */
	element: VNode | null;
	/** From here on nobody is asked: it is saved, or meant to be lost. */
	letGo: () => void;
};

/** Asks before a page with unsaved changes is left, by a link, the browser's way back or by closing it. */
export function useUnsavedWarning(isUnsaved: boolean): UnsavedWarning {
	const {t} = useTranslator();
	const [leave, setLeave] = useState<{go: () => void}>();
	const isLeaving = useRef(false);
	const letGo = () => {
		isLeaving.current = true;
	};
	useLayoutEffect(() => isUnsaved ? watchTheExits(isLeaving, go => setLeave({go})) : undefined, [isUnsaved]);
	const element = leave ? (
		<ConfirmDialog
			title={t('form.unsaved.title')} text={t('form.unsaved.text')} confirm={t('form.unsaved.leave')} cancel={t('form.unsaved.stay')} icon="leave"
			onCancel={() => setLeave(undefined)}
			onConfirm={() => {
				letGo();
				setLeave(undefined);
				leave.go();
			}}
		/>
	) : null;
	return {element, letGo};
}

/** `ask` is given what leaves after all. Returns its own undo. */
function watchTheExits(isLeaving: {current: boolean}, ask: (go: () => void) => void): () => void {
	const here = location.href;
	const onClick = (event: MouseEvent): void => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (isLeaving.current || !link || link.target !== '' || link.hasAttribute('download') || isSamePage(link.href, here)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		ask(() => link.click());
	};
	const onBack = (event: Event): void => {
		if (isLeaving.current || isSamePage(location.href, here)) return;
		event.preventDefault();
		// The address is the other page's already; this one's is put on top of it again.
		history.pushState(null, '', here);
		ask(() => history.back());
	};
	const onClose = (event: BeforeUnloadEvent): void => {
		if (!isLeaving.current) event.preventDefault();
	};
	addEventListener('click', onClick, {capture: true});
	addEventListener('leave-page', onBack);
	addEventListener('beforeunload', onClose);
	return () => {
		removeEventListener('click', onClick, {capture: true});
		removeEventListener('leave-page', onBack);
		removeEventListener('beforeunload', onClose);
	};
}

const isSamePage = (one: string, other: string): boolean => one.split('#')[0] === other.split('#')[0];
