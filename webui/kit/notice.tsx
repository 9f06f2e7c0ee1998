import type {VNode} from 'preact';
import {useState} from 'preact/hooks';
import {useTranslator} from '../i18n/index.js';
import {Button} from './button.js';
import {Icon} from './icon.js';

/** Something that was done, or was not; `undo` takes it back. */
export type Notice = {text: string; tone?: 'done' | 'failed'; undo?: () => void};

/**
 * Says at the edge of the page what was done. `element` belongs into the page once, and is always there: screen readers only
 * read what comes into a region that they know. A notice stays until it is closed, or the next one comes.
 */
export function useNotice(): {show: (notice: Notice) => void; element: VNode} {
	const [notice, setNotice] = useState<Notice>();
	return {show: setNotice, element: <NoticeRegion notice={notice} onClose={() => setNotice(undefined)} />};
}

function NoticeRegion({notice, onClose}: {notice: Notice | undefined; onClose: () => void}) {
	const {t} = useTranslator();
	const undo = notice?.undo;
	return (
		<div class="notices" role="status">
			{notice && (
				<div class={`notice ${notice.tone ?? 'done'}`}>
					<Icon name={notice.tone === 'failed' ? 'warning' : 'check'} />
					<span class="notice-text">{notice.text}</span>
					{undo && <Button icon="undo" onPress={() => {
						onClose();
						undo();
					}}>{t('kit.undo')}</Button>}
					<button type="button" class="banner-close" aria-label={t('kit.close')} onClick={onClose}><Icon name="close" /></button>
				</div>
			)}
		</div>
	);
}
