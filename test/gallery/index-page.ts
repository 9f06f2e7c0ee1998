import type {Picture} from './camera.js';

/** An HTML page of all pictures, those of one scene beside each other. */
export function indexPage(pictures: readonly Picture[]): string {
	const scenes = [...new Set(pictures.map(({scene}) => scene))];
	const figures = (name: string) => pictures.filter(({scene}) => scene === name).map(figure).join('\n');
	return [
		'<!doctype html>', '<html lang="en">', '<meta charset="utf-8">', '<title>Partyline: pictures of every page</title>', `<style>${style}</style>`, '<h1>Every page</h1>',
		`<p>${scenes.map(name => `<a href="#${name}">${name}</a>`).join(' · ')}</p>`,
		...scenes.map(name => `<h2 id="${name}">${name}</h2>\n<div>\n${figures(name)}\n</div>`), '',
	].join('\n');
}

const style = 'body{font:15px system-ui;margin:1.5rem}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}img{height:26rem;border:1px solid #999}figure{margin:0}.wrong{color:#b00}';

function figure({file, language, scheme, width, complaints}: Picture): string {
	const wrong = complaints.map(complaint => `<br><span class="wrong">${escaped(complaint)}</span>`).join('');
	return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${language}, ${scheme}, ${width} px${wrong}</figcaption></figure>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
