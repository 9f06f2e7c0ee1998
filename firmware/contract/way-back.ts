import {Type, type Static} from '@sinclair/typebox';

/** By what a page reaches the box. */
export const doors = Type.Object({
	http: Type.Union([Type.Integer(), Type.Null()], {description: 'port of HTTP; null: another one at each start'}),
	https: Type.Union([Type.Integer(), Type.Null()], {description: 'port of HTTPS; null: there is none, or another one at each start'}),
	httpsOnly: Type.Boolean({description: 'HTTP only leads to HTTPS'}),
	thisMachineAlone: Type.Boolean({description: 'only programs on the machine of the box reach it'}),
});
export type Doors = Static<typeof doors>;

/** What a page has to know before the box starts again, since afterwards it may have nobody to ask. */
export const wayBack = Type.Object({
	now: doors,
	next: doors,
	otherCertificate: Type.Boolean({description: 'HTTPS shows a certificate of another authority then, which browsers may not know'}),
});
export type WayBack = Static<typeof wayBack>;
