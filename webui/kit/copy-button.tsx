import {useState} from 'preact/hooks';
import {useTranslator} from '../i18n/index.js';
import {Icon} from './icon.js';

export type CopyButtonProps = {
	/** What is copied. */
	text: string;
	/** What is copied, in words; it is part of the button's name. */
	what?: string;
};

/** Puts a text into the clipboard, and says so. */
export function CopyButton({text, what}: CopyButtonProps) {
	const {t} = useTranslator();
	const [result, setResult] = useState<'copied' | 'failed'>();
	const copy = async () => setResult(await intoClipboard(text) ? 'copied' : 'failed');
	const words = t(result ? `kit.copy.${result}` : 'kit.copy');
	return (
		<button type="button" class="button plain" aria-label={what === undefined ? undefined : t('kit.of', {what: words, of: what})} onClick={() => void copy()}>
			<Icon name={result === 'copied' ? 'check' : 'copy'} />
			<span aria-live="polite">{words}</span>
		</button>
	);
}

/** Over plain HTTP browsers lend no clipboard; then the old way is gone. */
async function intoClipboard(text: string): Promise<boolean> {
	try {
		if (window.isSecureContext) {
			await navigator.clipboard.writeText(text);
			return true;
		}
	} catch {
		// It may be forbidden to this page: the old way may still work.
	}
	return bySelection(text);
}

function bySelection(text: string): boolean {
	const area = document.createElement('textarea');
	const focused = document.activeElement;
	area.className = 'hidden';
	area.value = text;
	document.body.append(area);
	area.select();
	const done = document.execCommand('copy');
	area.remove();
	if (focused instanceof HTMLElement) focused.focus();
	return done;
}
