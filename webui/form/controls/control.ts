import type {Field} from '../fields.js';

/** What every control of a form is given. `initial`: what the field was when the form was opened. */
export type ControlProps<F extends Field = Field> = {
	id: string;
	field: F;
	value: unknown;
	initial: unknown;
	/** Ids of what describes it, for screen readers. */
	described: string | undefined;
	invalid: boolean;
	onChange: (value: unknown) => void;
};

/** What links an input to its words and says whether it is right. */
export function attributesOf({id, described, invalid}: Pick<ControlProps, 'id' | 'described' | 'invalid'>) {
	return {id, 'aria-describedby': described, 'aria-invalid': invalid || undefined};
}
