import {Type} from '@sinclair/typebox';

/** An id in a path; whose it is says the type. */
export const idOf = <Id extends string>() => Type.Object({id: Type.Unsafe<Id>(Type.String({minLength: 1, maxLength: 64}))});

/** How much of a long list, and from where on. */
export const paging = {
	limit: Type.Integer({minimum: 1, maximum: 500, default: 50}),
	cursor: Type.Optional(Type.String({maxLength: 200, description: '`next` of the page before'})),
};
