import {Type} from '@sinclair/typebox';
import type {ToldCode, ToldValues} from './told.js';

/** Apart from the texts, which the page takes without TypeBox. */
const description = 'the same by a code, with the values of its text, for words in another language';
const parts = {
	code: Type.Unsafe<ToldCode>(Type.String()),
	values: Type.Unsafe<ToldValues>(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
};
export const reason = Type.Object(parts, {description});
export const reasonOrNull = Type.Union([reason, Type.Null()], {description});
export const toldSchema = Type.Object({...parts, message: Type.String()});
