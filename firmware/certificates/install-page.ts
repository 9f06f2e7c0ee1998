import type {CertificateView, Language} from '../contract/index.js';
import {installTexts, type InstallTexts} from './install-texts.js';

export type InstallPageParts = {language: Language; boxName: string; certificate: Pick<CertificateView, 'authority'>};

/** How to install the box's authority, as a page without scripts: it is read before anything of the box is trusted. */
export function installPage({language, boxName, certificate: {authority}}: InstallPageParts): string {
	const texts = installTexts[language];
	return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${texts.title} · ${escaped(boxName)}</title>
<link rel="stylesheet" href="/certificate/style.css">
<main>
<h1>${texts.title}</h1>
${authority === null ? `<p>${texts.uploaded}</p>` : explanation(texts, {boxName, language, ...authority})}
</main>
</html>
`;
}

type Authority = {boxName: string; language: Language; fingerprint: string; notAfter: string};

function explanation(texts: InstallTexts, {boxName, language, fingerprint, notAfter}: Authority): string {
	const date = new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(notAfter));
	const steps = texts.steps.map(({system, steps}) => `<section><h2>${system}</h2><ol>${steps.map(step => `<li>${step}</li>`).join('')}</ol></section>`);
	return `<p>${texts.why.replace('{box}', () => escaped(boxName))}</p>
<p><a class="download" href="/api/v1/certificate/authority">${texts.download}</a></p>
<p>${texts.compare}</p>
<p><code>${fingerprint.replaceAll(':', ':<wbr>')}</code></p>
<p>${texts.until.replace('{date}', date)}</p>
<div class="systems">${steps.join('\n')}</div>
<p>${texts.done}</p>`;
}

function escaped(text: string): string {
	const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
	return text.replace(/[&<>"]/g, sign => entities[sign] ?? sign);
}

/** A file of its own: the content security policy allows no style inside a page. */
export const installPageStyle = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f7, #14171c); color: light-dark(#1c2026, #e9ebee); }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1rem; margin: 0 0 0.5rem; }
p { max-width: 44rem; }
code { font-size: 0.95rem; padding: 0.5rem 0.75rem; display: inline-block; border-radius: 0.5rem; background: light-dark(#fff, #1f242b); border: 1px solid light-dark(#d5d9e0, #39414c); }
.download { display: inline-block; padding: 0.6rem 1.1rem; border-radius: 0.5rem; background: #1d5fd1; color: #fff; text-decoration: none; font-weight: 600; }
.download:focus-visible { outline: 3px solid light-dark(#1c2026, #e9ebee); outline-offset: 2px; }
.systems { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); margin: 1.5rem 0; }
section { background: light-dark(#fff, #1f242b); border: 1px solid light-dark(#d5d9e0, #39414c); border-radius: 0.75rem; padding: 1rem; }
ol { margin: 0; padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
`;
